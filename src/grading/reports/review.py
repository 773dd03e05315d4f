"""The table of the written answers that a person should look at."""

from collections.abc import Iterable, Mapping

from grading.reports.cells import cell, paragraphs, points, table
from grading.results import AnswerResult, Result

COLUMNS = (
    "student",
    "question",
    "points",
    "max_points",
    "confidence",
    "flags",
    "met",
    "missing",
    "message",
    "text",
)

_MAX_TEXT = 20_000  # characters; a cell of common spreadsheets holds 32,767


def review_csv(results: Iterable[Result], texts: Mapping[str, Mapping[str, str]]) -> str:
    """`review.csv`: a header and one line an answer.

    Answers to one question follow each other, since whoever reads them in a row judges them alike.

    Args:
        results: all results; of these, the answers that need a review are listed.
        texts: for a learner's id and a question's id, the answer. Where one is absent, the cell is empty.
    """
    to_review = [(answer, result.student) for result in results for answer in result.to_review]
    to_review.sort(key=lambda item: (item[0].question, item[1]))
    return table(
        COLUMNS,
        (
            _row(student, answer, texts.get(student, {}).get(answer.question, ""))
            for answer, student in to_review
        ),
    )


def _row(student: str, answer: AnswerResult, text: str) -> list[str]:
    if len(text) > _MAX_TEXT:
        text = f"{text[:_MAX_TEXT]}\n[... cut: the rest is in what was handed in]"
    return [
        cell(student),
        cell(answer.question),
        points(answer.points),
        points(answer.max_points),
        points(answer.confidence),
        *(cell(", ".join(ids)) for ids in (answer.flags, answer.met, answer.missing)),
        paragraphs(answer.message),
        paragraphs(text),
    ]
