"""Learners' pages under the names that Canvas's bulk upload knows.

Canvas puts an uploaded file beside a submission by the ids in its name (`<name>_[LATE_]<user id>_<file
id>_<file name>`), which have to be those of a file that was handed in, and shows it under that file's name:
`infer_comment_context_from_filename` in app/models/abstract_assignment.rb of instructure/canvas-lms. So what
is written has to be of that kind too: a page that is called `pooling.py` would open as nonsense.
"""

import json
from html.parser import HTMLParser
from pathlib import PurePath

from grading.exchange.files import zipped
from grading.exchange.graded_class import GradedClass, named
from grading.intake.canvas import decoded

_BEST = (".zip", ".html", ".htm", ".md", ".txt", ".py", ".ipynb")
_BLOCKS = frozenset({"p", "div", "tr", "h1", "h2", "h3", "header", "section", "footer", "li"})


def feedback_zip(graded: GradedClass) -> tuple[bytes, list[str]]:
    """The zip to upload, and who is not in it."""
    contents = {}
    without = []
    for result in graded.results:
        came_alone = result.arrival.source == "canvas" and result.student not in graded.shared
        name = _name(result.arrival.entries) if came_alone else None
        page = graded.pages.get(result.student)
        if name is None or page is None:
            without.append(result.student)
        else:
            contents[name] = _as_kind(name, page.read_bytes())
    said = (
        [f"No feedback file for {named(without)}: nothing of theirs alone came by Canvas's bulk download."]
        if without
        else []
    )
    return zipped(contents), said


def _name(entries: tuple[str, ...]) -> str | None:
    """The file of a learner's that a page can best stand in for."""
    known = [
        entry
        for entry in entries
        if _kind(entry) in _BEST and (encoded := decoded(entry)) is not None and encoded.serial
    ]
    return min(known, key=lambda entry: (_BEST.index(_kind(entry)), entry), default=None)


def _kind(name: str) -> str:
    return PurePath(name).suffix.lower()


def _as_kind(name: str, page: bytes) -> bytes:
    kind = _kind(name)
    if kind == ".zip":
        return zipped({"feedback.html": page})
    if kind in (".html", ".htm"):
        return page
    text = as_text(page.decode("utf-8", "replace"))
    if kind == ".ipynb":
        cell = {"cell_type": "markdown", "metadata": {}, "source": text}
        return json.dumps({"cells": [cell], "metadata": {}, "nbformat": 4, "nbformat_minor": 4}).encode()
    return text.encode()


def as_text(page: str) -> str:
    """A page's words, a line a block."""
    reader = _Text()
    reader.feed(page)
    reader.close()
    lines = (" ".join(line.split()) for line in "".join(reader.parts).split("\n"))
    return "\n".join(line for line in lines if line) + "\n"


class _Text(HTMLParser):
    """Collects what a reader sees."""

    def __init__(self) -> None:
        super().__init__()
        self.parts: list[str] = []
        self._unseen = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
        self._unseen += tag in ("style", "title")
        self.parts.append("\n" if tag in _BLOCKS else " " if tag in ("td", "th", "span") else "")

    def handle_endtag(self, tag: str) -> None:
        self._unseen -= tag in ("style", "title")
        self.parts.append("\n" if tag in _BLOCKS else "")

    def handle_data(self, data: str) -> None:
        if not self._unseen:
            self.parts.append(data)
