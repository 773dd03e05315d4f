"""An answer cut into sentences and clauses, with what was taken back marked as such."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from grading.answers.english import word_list
from grading.answers.words import stem, tokens

_REPLACED = str.maketrans(
    {"\u2019": "'", "\u2018": "'", "`": "'", "\u00b4": "'", "\u00d7": "x", "\u00a0": " "}
)
_SPOKEN = ((" w/o ", " without "), ("->", " to "), ("→", " to "), (" // ", " divided by "), ("&", " and "))
_BULLET = re.compile(r"\n[ \t]*(?:[-*+•]|\(?[0-9]{1,2}[.)])[ \t]")
_SENTENCE_END = re.compile(r"[.!?…]+(?=[\s\"')\]]|$)|\n[ \t]*\n")
_CLAUSE_BREAK = re.compile(r"[,;:()\[\]{}\n|\u2600-\u27bf\U0001f300-\U0001faff]|\s[-\u2013\u2014]+\s|\u2014")
_ABBREVIATION = re.compile(r"\b(e\.g|i\.e|etc|approx|resp|vs)\.", re.IGNORECASE)
# Words; who writes without full stops still gets that far.
_LONGEST_SENTENCE = 150
_OPENERS = word_list("clause_openers")

# What people say when they take something back. A pattern without any gap: it can't run long.
_TAKEN_BACK = re.compile(
    r"\b(?:no,? wait|wait,? no|actually,? no\b|(?:ugh|oops|hm+|sorry|er+|argh),? no\b|no,? sorry|scrap that"
    r"|strike that|other way (?:a?round)|i take (?:that|it) back|let me (?:correct|rephrase)|correction:"
    r"|no,? that(?:'s| is)? (?:wrong|not right)|or so i (?:used to think|thought)|on second thoughts?)",
    re.IGNORECASE,
)
_ALL_DENIED = re.compile(
    r"\b(?:none of (?:that|this|it|these|which) (?:is|are) (?:true|right|correct)"
    r"|all (?:of )?(?:that|this) is (?:false|wrong|untrue|nonsense)"
    r"|(?:that|this|it)(?:'s| is) (?:all )?(?:a myth|nonsense|not true|false|untrue))\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Token:
    """One word: as written in lower case, what it is compared by, and where it stands.

    Attributes:
        word: in lower case, contractions written out.
        stem: see `grading.answers.words.stem`.
        clause: number of its clause within the sentence.
        start: its first character in the text that was read.
        end: behind its last.
    """

    word: str
    stem: str
    clause: int
    start: int
    end: int


@dataclass(frozen=True)
class Sentence:
    """A sentence, a line of notes or an item of a list.

    Attributes:
        tokens: its words.
        positions: where each stem stands among them.
        text: what was written.
        asks: whether it is a question.
    """

    tokens: tuple[Token, ...]
    text: str
    asks: bool
    positions: dict[str, list[int]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for number, token in enumerate(self.tokens):
            self.positions.setdefault(token.stem, []).append(number)


def normalised(text: str) -> str:
    """The text with one kind of quote, multiplication sign and arrow."""
    text = f" {text.translate(_REPLACED)} ".replace("\r\n", "\n").replace("\r", "\n")
    for sign, words in _SPOKEN:
        text = text.replace(sign, words)
    return text


def read_sentences(text: str) -> list[Sentence]:
    """Cut an answer into sentences; what the writer took back is not among them.

    A sentence that holds "no wait" loses what stands before these words; where it begins with them, the
    sentence before is lost. "None of that is true" takes back all that was said.

    Args:
        text: the answer, as `normalised` gives it.
    """
    sentences: list[Sentence] = []
    for part, offset, asks in _sentence_texts(text):
        if _ALL_DENIED.search(part):
            sentences.clear()
            continue
        marks = list(_TAKEN_BACK.finditer(part))
        if marks and len(tokens(part[: marks[0].start()])) < 2 and sentences:
            sentences.pop()
        begin = marks[-1].end() if marks else 0
        sentences += _cut(_sentence(part[begin:], offset + begin, asks))
    return sentences


def _sentence_texts(text: str) -> Iterator[tuple[str, int, bool]]:
    """Each sentence with its place in the text, and whether it ends with a question mark."""
    protected = _ABBREVIATION.sub(lambda match: match[0].replace(".", "\u2024"), text)
    breaks = [(match.start(), match.end(), "?" in match[0]) for match in _SENTENCE_END.finditer(protected)]
    breaks += [(match.start(), match.start() + 1, False) for match in _BULLET.finditer(protected)]
    begin = 0
    for start, end, asks in [*sorted(breaks), (len(text), len(text), False)]:
        if start > begin:
            yield text[begin:start], begin, asks
        begin = max(begin, end)


def _cut(sentence: Sentence) -> Iterator[Sentence]:
    """A sentence in pieces of bounded length: what is done with each may take the square of its length."""
    for start in range(0, len(sentence.tokens), _LONGEST_SENTENCE):
        piece = sentence.tokens[start : start + _LONGEST_SENTENCE]
        yield Sentence(
            tuple(replace(token, clause=token.clause - piece[0].clause) for token in piece)
            if start
            else piece,
            sentence.text,
            sentence.asks,
        )


def _sentence(text: str, offset: int, asks: bool) -> Sentence:
    breaks = [match.start() for match in _CLAUSE_BREAK.finditer(text)]
    found: list[Token] = []
    clause = passed = 0
    for word, start, end in tokens(text):
        new = word in _OPENERS and bool(found)
        while passed < len(breaks) and breaks[passed] < start:
            passed, new = passed + 1, True
        if new and found:
            clause += 1
        found.append(Token(word, stem(word), clause, offset + start, offset + end))
    return Sentence(tuple(found), text, asks)
