"""What persons decided otherwise than the kit, kept beside the results through every regrading.

A decision is about one learner and one thing: a written answer, a function, a hidden test or an exercise. It
holds for the work that the person saw and lapses where that is another by now; should the same work come
back, it holds again. One SQLite file, `decisions.sqlite` in RESULTS, holds them all; `kit grade --fresh`
leaves it alone.
"""

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import astuple, dataclass
from datetime import datetime
from pathlib import Path
from typing import Self

from grading.fields import Number
from grading.policy.course import Override
from grading.results import Result, tidy
from grading.unusable import Unusable

FILE_NAME = "decisions.sqlite"
_VERSION = 1
_TABLE = """
CREATE TABLE IF NOT EXISTS decision (
    student TEXT NOT NULL,
    of TEXT NOT NULL,
    points REAL NOT NULL,
    reason TEXT NOT NULL,
    by TEXT NOT NULL,
    decided_at TEXT NOT NULL,
    digest TEXT NOT NULL,
    source TEXT NOT NULL,
    PRIMARY KEY (student, of)
)
"""


@dataclass(frozen=True)
class Decision:
    """What one person decided.

    Attributes:
        student: the learner's id.
        of: id of a question, or name of a function, a hidden test or an exercise.
        points: what it is worth, whatever the kit found.
        reason: why, which the learner is shown.
        by: who decided.
        decided_at: when, with a time zone.
        digest: stands for the work that was looked at, see `digest_of_work`.
        source: where it was entered, such as `nbgrader`.
    """

    student: str
    of: str
    points: Number
    reason: str
    by: str
    decided_at: datetime
    digest: str
    source: str


class Decisions:
    """All decisions about a class.

    Args:
        path: the file; it is made when the first decision is kept.

    Raises:
        Unusable: by every method, where the file can't be read or written, or is none of the kit's.
    """

    def __init__(self, path: Path) -> None:
        self._path = path

    @classmethod
    def of_results(cls, results: Path) -> Self:
        """Those that are kept in RESULTS."""
        return cls(results / FILE_NAME)

    def all(self) -> tuple[Decision, ...]:
        """Every decision, sorted by learner and by what it is about."""
        if not self._path.exists():
            return ()
        with self._opened() as connection:
            rows = connection.execute("SELECT * FROM decision ORDER BY student, of").fetchall()
        return tuple(
            Decision(
                student, of, tidy(points), reason, by, datetime.fromisoformat(decided_at), digest, source
            )
            for student, of, points, reason, by, decided_at, digest, source in rows
        )

    def change(self, keep: Iterable[Decision] = (), withdraw: Iterable[Decision] = ()) -> None:
        """Keep some, each instead of an earlier one about the same, and withdraw others; all or none."""
        with self._opened() as connection:
            for one in withdraw:
                connection.execute("DELETE FROM decision WHERE student = ? AND of = ?", (one.student, one.of))
            for one in keep:
                values = [
                    value.isoformat() if isinstance(value, datetime) else value for value in astuple(one)
                ]
                connection.execute("INSERT OR REPLACE INTO decision VALUES (?, ?, ?, ?, ?, ?, ?, ?)", values)

    @contextmanager
    def _opened(self) -> Iterator[sqlite3.Connection]:
        try:
            with closing(sqlite3.connect(self._path)) as connection, connection:
                (version,) = connection.execute("PRAGMA user_version").fetchone()
                if version not in (0, _VERSION):
                    raise Unusable(
                        f"{self._path} was written by another version of the kit (format {version}, expected "
                        f"{_VERSION}). Use that version, or move the file away."
                    )
                connection.execute(_TABLE)
                connection.execute(f"PRAGMA user_version = {_VERSION}")
                yield connection
        except sqlite3.Error as error:
            raise Unusable(
                f"{self._path} can't be used ({error}). It holds what persons decided: look after it, "
                f"free it or move it away, then give the same command again."
            ) from error


def standing(decisions: Iterable[Decision], result: Result) -> tuple[Override, ...]:
    """The decisions that hold for a result, as lines of `overrides.csv` that name its learner."""
    return tuple(
        Override(result.student, one.of, one.points, one.reason, one.by)
        for one in decisions
        if one.student == result.student and one.digest == digest_of_work(result, one.of)
    )


def digest_of_work(result: Result, of: str) -> str:
    """What stands for the work that a decision is about: the text of an answer, else the whole submission."""
    texts = {answer.question: answer.digest for answer in result.answers}
    return texts.get(of, result.submission_digest)
