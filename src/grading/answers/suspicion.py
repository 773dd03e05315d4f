"""Signs that an answer is no honest answer in English, so that a person should read it."""

import re
from collections.abc import Sequence
from itertools import groupby, pairwise

from grading.answers.clauses import Sentence
from grading.answers.english import FOREIGN, word_list
from grading.answers.rubrics import Rubric
from grading.answers.words import tokens

# Text that speaks to the grader. Every gap is bounded, so that the search takes time in step with the text.
_ORDERS = re.compile(
    r"""\b(?:
      (?:ignore|disregard|forget|override)\ .{0,30}\b(?:instructions?|rubric|prompt|criteria)
    | (?:full|all|maximum|max)\ (?:marks?|points?) | (?:full|top|perfect)\ (?:credit|grade|marks?)
    | (?:award|grant|assign)\ (?:me|this|it|full|\d)
    | give\ (?:me|this\ answer|it)\ .{0,20}(?:points?|marks?|grade|credit|\d)
    | deserves?\ .{0,20}(?:points?|marks?|grade|credit|10)
    | (?:10|ten|20|100)\ ?(?:/|out\ of|of)\ ?(?:10|ten|20|100)\b
    | you\ are\ (?:a|an|the|now)\ .{0,25}(?:teacher|grader|assistant|examiner|marker|professor|ai)\b
    | (?:dear|hey|hi|hello|attention),?\ (?:the\ )?(?:grader|teacher|examiner|marker|ai|llm|gpt|chatgpt)\b
    | system\ ?(?:prompt|message|:) | if\ you\ are\ an?\ (?:ai|llm|language\ model)
    | (?:mark|grade|score|rate|count|accept|treat)\ (?:this|my\ answer|the\ answer|it)\ (?:as|with)\b
    | (?:grade|points|verdict|confidence|needs_review)"?\ ?[:=]\ ?"?(?:\d|true|false|full|pass)
    | meets?\ (?:all|every)\ (?:the\ )?(?:criteri|requirement) | all\ criteria
    | whichever\ (?:counts|applies|fits|is\ (?:right|correct|true))
    | this\ answer\ is\ (?:complete|correct|perfect)
    )""",
    re.IGNORECASE | re.VERBOSE,
)
_GIVES_UP = re.compile(
    r"\b(?:(?:do not|don't|dont|can't|cant|cannot|did not|didn't) (?:know|remember|recall|understand)"
    r"|no idea|not sure|forgot|ran out of time|sorry)\b",
    re.IGNORECASE,
)
# So many words in a row, none of them small, are no sentence and no note either.
_STUFFED = 8
_MANY_HASHTAGS = 4
# So many terms between commas, of three words at most, of which nothing is said.
_MANY_TERMS, _WORDS_OF_A_TERM = 7, 3
_HASHTAG = re.compile(r"#[a-z]{3,40}", re.IGNORECASE)
_FUNCTION_WORDS = word_list("function_words")
_CLAIM_WORDS = word_list("claim_words")
_ARTICLES = word_list("articles")
_NEVER_AFTER_ARTICLE = word_list("never_after_article")
_NEVER_LAST = word_list("never_last")


def gives_orders(text: str, rubric: Rubric) -> bool:
    """Whether a text speaks to the grader: of points, instructions or the rubric's own names."""
    return _ORDERS.search(text) is not None or any(
        criterion.id in text for criterion in rubric.criteria if "_" in criterion.id
    )


def strings_terms(text: str, sentences: Sequence[Sentence]) -> bool:
    """Whether a text strings terms together, or shuffles words, instead of saying something."""
    return (
        len(_HASHTAG.findall(text)) >= _MANY_HASHTAGS
        or _longest_bare_run(sentences) >= _STUFFED
        or _longest_list(sentences) >= _MANY_TERMS
        or _is_shuffled(text, sentences)
    )


def gives_up(text: str) -> bool:
    """Whether a short answer says that there is none."""
    return len(tokens(text)) <= 20 and _GIVES_UP.search(text) is not None


def is_foreign(text: str) -> bool:
    """Whether a text is in another language than English, as far as its small words and letters tell."""
    letters = [letter for letter in text if letter.isalpha()]
    if letters and sum(ord(letter) > 0x24F for letter in letters) > 0.3 * len(letters):
        return True
    words = [word for word, _, _ in tokens(text)]
    english = sum(word in _FUNCTION_WORDS for word in words)
    most = max(sum(word in foreign for word in words) for foreign in FOREIGN.values())
    return most >= 3 and most > english


def _is_shuffled(text: str, sentences: Sequence[Sentence]) -> bool:
    """Whether articles stand where none can."""
    words = [word for word, _, _ in tokens(text)]
    if len(words) < 8:
        return False
    wrong = sum(first in _ARTICLES and second in _NEVER_AFTER_ARTICLE for first, second in pairwise(words))
    wrong += sum(bool(s.tokens) and s.tokens[-1].word in _NEVER_LAST for s in sentences)
    punctuated = len(sentences) > 1 or any(sentence.tokens[-1].clause for sentence in sentences)
    return wrong >= (2 if punctuated else 1)


def _longest_bare_run(sentences: Sequence[Sentence]) -> int:
    """The most words in a row, within a clause, that hold no small word."""
    longest = 0
    for sentence in sentences:
        run, clause = 0, 0
        for token in sentence.tokens:
            run = 0 if token.word in _FUNCTION_WORDS or token.clause != clause else run + 1
            clause = token.clause
            longest = max(longest, run)
    return longest


def _longest_list(sentences: Sequence[Sentence]) -> int:
    """The most clauses in a row that are mere terms."""
    longest = run = 0
    for sentence in sentences:
        for _, clause in groupby(sentence.tokens, key=lambda token: token.clause):
            words = [token.word for token in clause]
            # What holds no longer word is rather an index or a number, as formulas have them.
            is_term = len(words) <= _WORDS_OF_A_TERM and any(len(word) > 3 for word in words)
            run = run + 1 if is_term and _CLAIM_WORDS.isdisjoint(words) else 0
            longest = max(longest, run)
    return longest
