"""The results of a class, as they lie in RESULTS; nothing is written there."""

import csv
import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Self

from grading.archives import shown
from grading.fields import Number, ResultFormatError
from grading.reports.cells import cell
from grading.results import Result, tidy
from grading.results_json import from_dict
from grading.unusable import Unusable


@dataclass(frozen=True)
class GradedClass:
    """The results that count.

    Attributes:
        folder: RESULTS.
        results: the results of whom `grades.csv` lists, sorted by id.
        pages: for an id, the page that this learner is shown; absent where there is none.
        left_out: ids of results that `grades.csv` does not list: of an earlier run, or an attempt that does
            not count.
    """

    folder: Path
    results: tuple[Result, ...]
    pages: dict[str, Path]
    left_out: tuple[str, ...] = ()

    @classmethod
    def read(cls, folder: Path) -> Self:
        """Read RESULTS.

        Raises:
            Unusable: it is no folder of results, holds none, or one can't be read.
        """
        kept = sorted((folder / "results").glob("*.json"))
        if not kept:
            raise Unusable(
                f"{folder} holds no results. Give the folder that `kit grade SUBMISSIONS --out RESULTS` "
                f"wrote."
            )
        results = {path.stem: _read(path) for path in kept}
        listed = _listed(folder / "grades.csv")
        counting = {
            stem: result
            for stem, result in results.items()
            if listed is None or cell(result.student) in listed
        }
        pages = {result.student: folder / "feedback" / f"{stem}.html" for stem, result in counting.items()}
        return cls(
            folder,
            tuple(sorted(counting.values(), key=lambda result: result.student)),
            {student: page for student, page in pages.items() if page.is_file()},
            tuple(sorted(result.student for stem, result in results.items() if stem not in counting)),
        )

    @cached_property
    def max_score(self) -> Number:
        """Points to be won. Of whom only one exercise was graded, a result says less."""
        return max(result.max_score for result in self.results)

    @cached_property
    def shared(self) -> frozenset[str]:
        """Ids of those whose submission is a group's: what a platform says of it is not of them alone."""
        arrivals = Counter(result.arrival.entries for result in self.results if result.arrival.entries)
        return frozenset(result.student for result in self.results if arrivals[result.arrival.entries] > 1)

    def result_of(self, student: str) -> Result:
        """One learner's result.

        Raises:
            Unusable: nobody has that id.
        """
        for result in self.results:
            if result.student == student:
                return result
        raise Unusable(
            f"{self.folder} has no result of {shown(student)!r}. Give --student one of: "
            f"{named(result.student for result in self.results)}."
        )

    def notices(self) -> list[str]:
        """What an instructor should know before these results leave the house."""
        said = []
        if self.left_out:
            said.append(
                f"Left out, since grades.csv does not list them (earlier or other attempts): "
                f"{named(self.left_out)}."
            )
        if without := [result.student for result in self.results if result.status == "ungraded"]:
            said.append(
                f"Without a score, since the kit failed, and left empty: {named(without)}. Grade again."
            )
        if partly := [result.student for result in self.results if result.max_score < self.max_score]:
            said.append(
                f"Graded in part, so out of fewer points than the {tidy(self.max_score)} of others: "
                f"{named(partly)}. Grade without --exercise."
            )
        if waiting := [result for result in self.results if result.needs_review]:
            answers = sum(len(result.to_review) for result in waiting)
            said.append(
                f"{answers} written {'answer awaits' if answers == 1 else 'answers await'} a person, so "
                f"these "
                f"scores may still change: {named(result.student for result in waiting)}."
            )
        if unsafe := [result.student for result in self.results if result.unsafe]:
            said.append(f"Graded without all locks, so the verdict may be forged: {named(unsafe)}.")
        return said


def named(students: Iterable[str], most: int = 8) -> str:
    """Ids for a message, the first few of many."""
    students = list(students)
    more = f" and {len(students) - most} more" if len(students) > most else ""
    return ", ".join(map(shown, students[:most])) + more


def _read(path: Path) -> Result:
    try:
        return from_dict(json.loads(path.read_bytes()))
    except (OSError, ValueError, RecursionError) as error:
        why = str(error) if isinstance(error, ResultFormatError) else "it can't be read as JSON"
        raise Unusable(
            f"{path} is no result of this version of the kit: {why}. Grade again (`kit grade`), or move the "
            "file away; without it nothing is exported, lest a learner be forgotten."
        ) from error


def _listed(grades: Path) -> set[str] | None:
    """The ids in `grades.csv` as they are written there; None where there is no such table."""
    try:
        with grades.open(encoding="utf-8", newline="") as stream:
            return {row["student"] for row in csv.DictReader(stream)}
    except FileNotFoundError:
        return None
    except (OSError, ValueError, KeyError, csv.Error) as error:
        raise Unusable(
            f"{grades} can't be read as the table that the kit wrote ({error}). Run `kit grade` again, which "
            "writes it anew."
        ) from error
