"""The written answers of a notebook, as the `answers.md` that is graded."""

import re
from collections.abc import Iterable

from grading.notebooks.reading import NotebookCell
from helpers.answers import QUESTIONS, Question, asked

_QUESTIONS = {question.id: question for question in QUESTIONS}
# What nbgrader leaves where an answer is to be written, and what it is cut by.
_NOT_WRITTEN = re.compile(r"YOUR ANSWER HERE|### (?:BEGIN|END) SOLUTION")
_HEADING = re.compile(r" {0,3}(#{1,6})(?=[ \t]|$)")
_CHAPTER = re.compile(r"\s{0,3}#{1,2}[ \t]")
_PASTED_IMAGE = re.compile(r"\(data:image/[^)\s]*\)")


def answers_of(cells: Iterable[NotebookCell]) -> tuple[str | None, list[str]]:
    """Gather the answers.

    An answer is what stands in the cell that is named after its question. Below that cell, or below a line
    that consists of the question, cells of text without a name are part of the answer too, up to the next
    code, the next cell with a name or the next chapter.

    Returns:
        The text of an `answers.md`, None where no question was found, and what should be said, in words.
    """
    parts: dict[str, list[str]] = {}
    notices: list[str] = []
    current: str | None = None
    for cell in cells:
        if cell.name in _QUESTIONS:
            current = str(cell.name)
            parts.setdefault(current, []).append(cell.source)
            continue
        if cell.name is not None or cell.kind == "code":
            current = None
            continue
        before, found = _asked_in(cell.source)
        if current and before.strip() and not _CHAPTER.match(before):
            parts[current].append(before)
            notices.append(f"cell {cell.number} is read as a part of the answer {current} above it.")
        if found or _CHAPTER.match(cell.source):
            current = None
        for question, text in found:
            current = question.id
            parts.setdefault(current, []).append(text)
    if not parts:
        return None, notices
    sections = [_section(_QUESTIONS[name], texts) for name, texts in parts.items()]
    return "\n\n".join(sections) + "\n", notices


def _asked_in(source: str) -> tuple[str, list[tuple[Question, str]]]:
    """A text's part before any question, and each question in it with what stands below."""
    before: list[str] = []
    found: list[tuple[Question, list[str]]] = []
    for line in source.splitlines():
        if question := asked(line):
            found.append((question, []))
        else:
            (found[-1][1] if found else before).append(line)
    return "\n".join(before), [(question, "\n".join(lines)) for question, lines in found]


def _section(question: Question, texts: Iterable[str]) -> str:
    lines = [line for text in texts for line in (*text.splitlines(), "")]
    kept = [
        _PASTED_IMAGE.sub("(image)", line)
        for line in lines
        if not asked(line) and not _NOT_WRITTEN.fullmatch(line.strip())
    ]
    # An answer ends at a heading of the question's own level, so that must be none that the answer uses.
    used = {len(match[1]) for line in kept if (match := _HEADING.match(line))}
    level = next((level for level in (2, 1, 3, 4, 5, 6) if level not in used), 2)
    return "\n".join([f"{'#' * level} {question.heading}", "", *kept])
