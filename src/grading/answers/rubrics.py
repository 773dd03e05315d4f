"""Rubrics: what a written answer should say, as data in `graders/rubrics/<question>.toml`."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from grading.answers.cues import Cue, CueError, Words, read_cue, read_words
from grading.course import course_root


class RubricError(ValueError):
    """A rubric that can't be used; the message names file, entry and reason."""


@dataclass(frozen=True)
class Criterion:
    """One idea that is worth points.

    Attributes:
        id: how results call it.
        points: what it is worth.
        found: the idea, to tell a learner whose answer has it.
        kind: which row of `Rubric.kinds` speaks of it when it is missing.
        says: cues that state it.
        suggests: cues that may state it: it counts, and lowers the confidence.
        denies: cues that state its contrary.
        ignores: cues of what only looks like the idea; no other cue may use their words.
        unless: words that rule a sentence out.
        reversed_by: words that turn what their clause says round, such as "fails".
        compares: whether it is a comparison, so that it counts the other way round when it is said of the
            opposite.
    """

    id: str
    points: int
    found: str
    kind: str
    says: tuple[Cue, ...]
    suggests: tuple[Cue, ...]
    denies: tuple[Cue, ...]
    ignores: tuple[Cue, ...]
    unless: Words
    reversed_by: Words
    compares: bool


@dataclass(frozen=True)
class FalseClaim:
    """A mistake that is worth a word, whatever else is right; `message` is that word."""

    id: str
    says: tuple[Cue, ...]
    unless: Words
    message: str


@dataclass(frozen=True)
class Rubric:
    """All that is needed to judge the answers to one question.

    Attributes:
        question: id of the question.
        points: the sum over its criteria.
        topic: cues of what the question is about.
        opposite: cues of what it is compared with; what is said of that counts the other way round.
        others: cues of what is about neither and does not count.
        criteria: the ideas, in the order in which they are reported.
        false_claims: known mistakes.
        kinds: for each kind of idea what a learner is told when one, two, ... of that kind are missing.
    """

    question: str
    points: int
    topic: tuple[Cue, ...]
    opposite: tuple[Cue, ...]
    others: tuple[Cue, ...]
    criteria: tuple[Criterion, ...]
    false_claims: tuple[FalseClaim, ...]
    kinds: Mapping[str, Sequence[str]]


@cache
def load_rubrics() -> dict[str, Rubric]:
    """The course's rubrics by question; read once.

    Raises:
        RubricError: one of them can't be used.
        CourseMissing: there is no course.
    """
    folder = course_root() / "graders" / "rubrics"
    rubrics = [read_rubric(path) for path in sorted(folder.glob("*.toml"))]
    if not rubrics:
        raise RubricError(f"{folder} holds no rubric; expected one <question>.toml for each written question")
    return {rubric.question: rubric for rubric in rubrics}


def read_rubric(path: Path) -> Rubric:
    """Read and check one rubric.

    Raises:
        RubricError: it is no TOML, an entry is absent, unknown or of the wrong type, a cue can't be read, or
            points do not add up.
    """
    try:
        rubric = _rubric(_Table(tomllib.loads(path.read_text(encoding="utf-8")), ""))
    except (OSError, tomllib.TOMLDecodeError, UnicodeDecodeError, CueError, RubricError) as error:
        raise RubricError(f"{path}: {error}") from error
    if rubric.question != path.stem:
        raise RubricError(f"{path}: it is about {rubric.question!r}, so it should be {rubric.question}.toml")
    return rubric


def _rubric(table: "_Table") -> Rubric:
    sets: dict[str, Words] = {}
    words = table.table("words")
    for name in words.names:
        sets[name] = read_words("|".join(words.texts(name)), sets)
    subjects = table.table("subjects")
    kinds = table.table("kinds")
    rubric = Rubric(
        question=table.text("question"),
        points=table.whole("points"),
        topic=subjects.cues("topic", sets),
        opposite=subjects.cues("opposite", sets),
        others=subjects.cues("others", sets),
        criteria=tuple(_criterion(entry, sets) for entry in table.tables("criteria")),
        false_claims=tuple(_false_claim(entry, sets) for entry in table.tables("false_claims")),
        kinds={name: kinds.texts(name) for name in kinds.names},
    )
    for entry in (table, subjects):
        entry.finish()
    if (total := sum(criterion.points for criterion in rubric.criteria)) != rubric.points:
        raise RubricError(f"the criteria are worth {total} points, expected {rubric.points}")
    ids = [criterion.id for criterion in rubric.criteria]
    if len(set(ids)) < len(ids):
        raise RubricError(f"two criteria share an id: {', '.join(ids)}")
    for name in {criterion.kind for criterion in rubric.criteria}:
        needed = sum(criterion.kind == name for criterion in rubric.criteria)
        if len(rubric.kinds.get(name, ())) != needed:
            raise RubricError(f"kinds.{name}: expected {needed} texts, for 1 to {needed} missing ideas")
    return rubric


def _criterion(table: "_Table", sets: Mapping[str, Words]) -> Criterion:
    criterion = Criterion(
        id=table.text("id"),
        points=table.whole("points"),
        found=table.text("found"),
        kind=table.text("kind"),
        says=table.cues("says", sets),
        suggests=table.cues("suggests", sets),
        denies=table.cues("denies", sets),
        ignores=table.cues("ignores", sets),
        unless=table.words("unless", sets),
        reversed_by=table.words("reversed_by", sets),
        compares=table.flag("compares"),
    )
    table.finish()
    return criterion


def _false_claim(table: "_Table", sets: Mapping[str, Words]) -> FalseClaim:
    claim = FalseClaim(
        id=table.text("id"),
        says=table.cues("says", sets),
        unless=table.words("unless", sets),
        message=table.text("message"),
    )
    table.finish()
    return claim


class _Table:
    """A table of the file, whose entries are taken out one by one; cues and words may be absent."""

    def __init__(self, data: Mapping[str, Any], name: str) -> None:
        self._left = dict(data)
        self._name = name

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(self._left)

    def text(self, name: str) -> str:
        value = self._take(name)
        if not isinstance(value, str) or not value.strip():
            raise self._wrong(name, value, "a text")
        return " ".join(value.split())

    def whole(self, name: str) -> int:
        value = self._take(name)
        if not isinstance(value, int) or isinstance(value, bool) or value < 1:
            raise self._wrong(name, value, "a whole number above 0")
        return value

    def flag(self, name: str) -> bool:
        value = self._take(name)
        if not isinstance(value, bool):
            raise self._wrong(name, value, "true or false")
        return value

    def texts(self, name: str) -> tuple[str, ...]:
        value = self._take(name)
        if not isinstance(value, list) or not value or not all(isinstance(item, str) for item in value):
            raise self._wrong(name, value, "a list of texts")
        return tuple(value)

    def cues(self, name: str, sets: Mapping[str, Words]) -> tuple[Cue, ...]:
        return tuple(read_cue(text, sets) for text in self.texts(name)) if name in self._left else ()

    def words(self, name: str, sets: Mapping[str, Words]) -> Words:
        if name not in self._left:
            return Words(frozenset(), (), ())
        return read_words("|".join(self.texts(name)), sets)

    def table(self, name: str) -> "_Table":
        value = self._left.pop(name, {})
        if not isinstance(value, dict):
            raise self._wrong(name, value, "a table")
        return _Table(value, name)

    def tables(self, name: str) -> "list[_Table]":
        value = self._left.pop(name, [])
        if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
            raise self._wrong(name, value, "a list of tables")
        return [_Table(item, f"{name}[{item.get('id', number)}]") for number, item in enumerate(value)]

    def finish(self) -> None:
        if self._left:
            raise RubricError(
                f"{self._name or 'the file'} has entries that no rubric has: {', '.join(self._left)}"
            )

    def _take(self, name: str) -> Any:
        if name not in self._left:
            raise RubricError(f"{self._path(name)} is absent")
        return self._left.pop(name)

    def _wrong(self, name: str, value: object, expected: str) -> RubricError:
        return RubricError(f"{self._path(name)} is {value!r}, expected {expected}")

    def _path(self, name: str) -> str:
        return f"{self._name}.{name}" if self._name else name
