"""What a class believes: the misconceptions behind its failed tests, the most frequent first."""

from collections.abc import Iterable
from dataclasses import dataclass

from grading.reports.cells import cell, table
from grading.results import Result

COLUMNS = ("misconception", "exercise", "learners", "graded", "belief", "students")


@dataclass(frozen=True)
class HeldBelief:
    """A misconception and who holds it.

    Attributes:
        id: the misconception's.
        exercise: the exercise in which it showed.
        belief: what is believed, a sentence.
        students: ids of those whose code behaves so, sorted.
        graded: of how many; those whose exercise was graded.
    """

    id: str
    exercise: str
    belief: str
    students: tuple[str, ...]
    graded: int

    @property
    def percent(self) -> float:
        """The share of learners that hold it, in per cent."""
        return 100 * len(self.students) / self.graded


def held_beliefs(graded: Iterable[Result]) -> list[HeldBelief]:
    """The misconceptions of a class, those that most hold first; a learner counts once for each."""
    holders: dict[tuple[str, str], set[str]] = {}
    sentences: dict[str, str] = {}
    learners: dict[str, int] = {}
    for result in graded:
        for exercise in {test.exercise for test in result.tests}:
            learners[exercise] = learners.get(exercise, 0) + 1
        for test in result.tests:
            for name, sentence in test.beliefs.items():
                sentences[name] = sentence
                holders.setdefault((test.exercise, name), set()).add(result.student)
    held = [
        HeldBelief(name, exercise, sentences[name], tuple(sorted(students)), learners[exercise])
        for (exercise, name), students in holders.items()
    ]
    return sorted(held, key=lambda one: (-len(one.students), one.exercise, one.id))


def misconceptions_csv(results: Iterable[Result]) -> str:
    """`misconceptions.csv`: a header and one line a misconception, the most frequent first."""
    held = held_beliefs(result for result in results if result.status == "graded")
    return table(
        COLUMNS,
        (
            [
                cell(one.id),
                cell(one.exercise),
                str(len(one.students)),
                str(one.graded),
                cell(one.belief),
                cell(", ".join(one.students)),
            ]
            for one in held
        ),
    )
