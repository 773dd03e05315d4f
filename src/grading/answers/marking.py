"""From a written answer to its points, to how sure they are, and to what the learner is told."""

import hashlib
from dataclasses import replace
from typing import Literal

from grading.answers.clauses import normalised, read_sentences
from grading.answers.judging import Reading, judge
from grading.answers.quoting import quotes_lesson
from grading.answers.rubrics import Criterion, Rubric, load_rubrics
from grading.answers.sizes import with_smaller_sizes
from grading.answers.suspicion import gives_orders, gives_up, is_foreign, strings_terms
from grading.results import AnswerResult
from helpers.answers import FILE_NAME, QUESTIONS, read_answers, read_stray_text

LARGEST_ANSWER = 100_000
"""Bytes; a longer answer counts as not given."""
LARGEST_FILE = 1_000_000
"""Bytes of `answers.md`; of a larger file nothing is read."""
READ_CHARACTERS = 8_000
"""So much of an answer is judged; a longer one goes to a person."""
SURE = 0.7
"""Below this confidence a person should look."""
GAMING_SHARE = 0.3
"""The most of the points that a gamed answer gets without review."""

Certainty = Literal["clear", "absent", "unexplained", "vague", "mixed", "suspicious"]
# How sure a decision is, by what it rests on; an order, not yet a frequency that was fitted.
_CERTAINTY: dict[Certainty, float] = {
    "clear": 0.95,
    "absent": 0.9,
    "unexplained": 0.6,
    "vague": 0.6,
    "mixed": 0.5,
    "suspicious": 0.3,
}
# So many words may stand where no cue explains them; more could well say an idea in other words.
_UNEXPLAINED_WORDS = 7


def grade_answer(question_id: str, text: str) -> AnswerResult:
    """Judge one answer by the rubric of its question.

    The confidence is that of the least certain criterion. It is high where a clear cue was found, or where
    nothing was found and little was left unexplained. It is low where cues are vague or contradict one
    another, where much was said that no cue explains, and where no cue was found at all: who wrote something
    does not get 0 by machine alone. Below 0.7 the answer goes to a person, and so do gamed, foreign and very
    long ones.

    Args:
        question_id: `max_pooling` or `cnn_vs_vit`.
        text: what the learner wrote below the question.

    Raises:
        ValueError: there is no such question.
        RubricError: its rubric can't be used.
    """
    rubrics = load_rubrics()
    if question_id not in rubrics:
        raise ValueError(f"There is no question {question_id!r}; expected one of {', '.join(rubrics)}.")
    rubric = rubrics[question_id]
    if not any(character.isalnum() for character in text):
        return _not_given(
            rubric,
            "missing",
            f"There is no answer below this question in {FILE_NAME} yet. A few sentences in your own words "
            "are enough. (Lines that begin with > count as the question's.)",
        )
    if len(text.encode("utf-8", "surrogatepass")) > LARGEST_ANSWER:
        return _not_given(
            rubric,
            "too_long",
            f"This answer has more than {LARGEST_ANSWER // 1000} kB, so the program did not read it; a "
            "person will look at it. A few sentences are enough.",
        )
    return _judged(rubric, text)


def grade_answers(answers_md: bytes | None) -> tuple[AnswerResult, ...]:
    """Judge both answers of a submission.

    Args:
        answers_md: the content of `answers.md`, None where there is none. UTF-8 is expected; UTF-16 and
            Windows' encoding are read too.

    Returns:
        A result for each of `helpers.answers.QUESTIONS`, whatever was handed in.

    Raises:
        RubricError: a rubric can't be used.
    """
    texts = {} if answers_md is None else answer_texts(answers_md)
    return tuple(
        replace(answer, digest=digest_of_text(texts.get(answer.question, "")))
        for answer in _graded(answers_md)
    )


def _graded(answers_md: bytes | None) -> tuple[AnswerResult, ...]:
    rubrics = load_rubrics()
    if answers_md is None:
        message = f"There is no {FILE_NAME} in what you handed in, so this question is not answered yet."
        return tuple(_not_given(rubrics[question.id], "missing", message) for question in QUESTIONS)
    if len(answers_md) > LARGEST_FILE:
        message = f"{FILE_NAME} has more than {LARGEST_FILE // 1000} kB, so only a person will read it."
        return tuple(_not_given(rubrics[question.id], "too_long", message) for question in QUESTIONS)
    text = _decoded(answers_md)
    answers = read_answers(text)
    if not any(answers.values()) and read_stray_text(text):
        message = (
            f"{FILE_NAME} holds text, but not below the questions' headings, so the program can't tell what "
            "belongs to this question; a person will look at it."
        )
        return tuple(_not_given(rubrics[question.id], "no_heading", message) for question in QUESTIONS)
    return tuple(grade_answer(question.id, answers[question.id]) for question in QUESTIONS)


def answer_texts(answers_md: bytes) -> dict[str, str]:
    """What a person should read for each question; where there is text but no heading, that for every one.

    Args:
        answers_md: the content of `answers.md`, in any encoding that `grade_answers` reads; of a file over
            `LARGEST_FILE` the start.
    """
    text = _decoded(answers_md[:LARGEST_FILE])
    answers = read_answers(text)
    return answers if any(answers.values()) else dict.fromkeys(answers, read_stray_text(text))


def digest_of_text(text: str) -> str:
    """Stands for the words of an answer, however its lines are broken; "" for an answer without any."""
    words = " ".join(text.split())
    return hashlib.sha256(words.encode("utf-8", "surrogatepass")).hexdigest() if words else ""


def _judged(rubric: Rubric, text: str) -> AnswerResult:
    flags = ["long"] if len(text) > READ_CHARACTERS else []
    read = normalised(text[:READ_CHARACTERS])
    sentences = with_smaller_sizes(read_sentences(read))
    gaming = gives_orders(read, rubric)
    said = (
        [sentence for sentence in sentences if not gives_orders(sentence.text, rubric)]
        if gaming
        else sentences
    )
    foreign = is_foreign(read)
    if not foreign and strings_terms(read, sentences):
        gaming, said = True, []  # terms in a row claim nothing
    reading = judge(said, rubric)
    met = [criterion for criterion in rubric.criteria if reading.meets(criterion)]
    missing = [criterion for criterion in rubric.criteria if criterion not in met]
    points = sum(criterion.points for criterion in met)
    confidence = min(_CERTAINTY[_certainty(reading, criterion)] for criterion in rubric.criteria)
    if not met and gives_up(read):
        confidence = _CERTAINTY["absent"]
    if gaming:
        flags.append("gaming")
        points = min(points, int(GAMING_SHARE * rubric.points))
    if foreign:
        flags.append("language")
    if flags:
        confidence = min(confidence, _CERTAINTY["suspicious"])
    needs_review = confidence < SURE
    if reading.false_claims:
        flags.append("false_claim")
    if quotes_lesson(read):
        flags.append("quotes_lesson")
    return AnswerResult(
        question=rubric.question,
        points=points,
        max_points=rubric.points,
        met=tuple(criterion.id for criterion in met),
        missing=tuple(criterion.id for criterion in missing),
        confidence=confidence,
        needs_review=needs_review,
        flags=tuple(flags),
        message=_message(rubric, met, missing, reading, flags, needs_review),
    )


def _certainty(reading: Reading, criterion: Criterion) -> Certainty:
    """What the decision on one criterion rests on."""
    evidence = reading.evidence[criterion.id]
    certain = [item for item in evidence if item.certain]
    if len({item.supports for item in evidence}) > 1:
        return "mixed"
    if certain:
        return "clear"
    if evidence:
        return "vague"
    if reading.unexplained > _UNEXPLAINED_WORDS or reading.is_blank:
        return "unexplained"
    return "absent"


def _message(
    rubric: Rubric,
    met: list[Criterion],
    missing: list[Criterion],
    reading: Reading,
    flags: list[str],
    needs_review: bool,
) -> str:
    """What was found and what kind of idea is missing, in words that do not give the missing one away."""
    lines = ["A program has read this answer."]
    if "language" in flags:
        lines.append("It seems to be in another language than English, which the program can't judge.")
    if "gaming" in flags:
        lines.append(
            "Parts of it read like terms in a row or like words to the grader; sentences of your own count."
        )
    if met:
        lines.append(f"Found: {'; '.join(criterion.found for criterion in met)}.")
    if "language" not in flags:
        for kind, texts in rubric.kinds.items():
            if number := sum(criterion.kind == kind for criterion in missing):
                sentence = texts[number - 1]
                lines.append(f"{sentence[0].upper()}{sentence[1:]}.")
    lines += [claim.message for claim in reading.false_claims]
    if needs_review:
        lines.append("A person will look at it too, so this may change.")
    return "\n".join(lines)


def _not_given(rubric: Rubric, flag: str, message: str) -> AnswerResult:
    return AnswerResult(
        question=rubric.question,
        points=0,
        max_points=rubric.points,
        met=(),
        missing=tuple(criterion.id for criterion in rubric.criteria),
        confidence=1.0 if flag == "missing" else 0.0,
        needs_review=flag != "missing",
        flags=(flag,),
        message=message,
    )


def _decoded(content: bytes) -> str:
    """The text of a file, whatever an editor saved it as."""
    zeros = content.count(0)
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", "replace")
    if zeros > len(content) // 4:
        return content.decode("utf-16-le" if content[1::2].count(0) > zeros // 2 else "utf-16-be", "replace")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", "replace")
