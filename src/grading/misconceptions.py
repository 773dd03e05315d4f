"""What learners get wrong, as data: a belief, how code that holds it behaves, and hints in three layers.

A behaviour is a *replica*: called as the learner's function is, it gives what code with that belief gives.
Where tests look at something else than what a call gives, such as how many steps a training made, it has a
method of that name. Replicas of one function are frozen dataclasses of one class, whose fields are the steps
of the function; each default is the right step. So the class without arguments is the right function, and two
beliefs about different steps can be held at once.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields, replace
from enum import Enum
from typing import Any

Replica = Any


class Vague(Enum):
    """What a replica gives where the belief leaves open what comes out."""

    VALUE = "some value, where an error is promised"
    WRONG = "a wrong value or an error"


@dataclass(frozen=True)
class Hints:
    """Help in three layers, each a sentence or two; none holds code of a solution.

    Attributes:
        symptom: what can be seen of the result.
        idea: how it is meant.
        where: where in the own code to look.
    """

    symptom: str
    idea: str
    where: str

    def __iter__(self) -> Iterator[str]:
        return iter((self.symptom, self.idea, self.where))


@dataclass(frozen=True)
class Misconception:
    """One belief.

    Attributes:
        id: unique in the catalogue.
        exercise: the exercise whose functions it is about.
        belief: a sentence, as who holds it would say it.
        hints: what helps.
        replicas: by function, the ways in which code with this belief may behave.
        common: whether it is so usual that it is looked for in company with another one.
    """

    id: str
    exercise: str
    belief: str
    hints: Hints
    replicas: Mapping[str, tuple[Replica, ...]]
    common: bool = False


@dataclass(frozen=True)
class Catalogue:
    """All beliefs that are known.

    Attributes:
        entries: the more usual ones of a function first.
        right: by function, its right behaviour.
        typed: the functions whose calls give a promised number type.
        alike: ids of beliefs that no input tells apart; the first in the catalogue is named.
    """

    entries: tuple[Misconception, ...] = ()
    right: Mapping[str, Replica] = field(default_factory=dict)
    typed: frozenset[str] = frozenset()
    alike: tuple[frozenset[str], ...] = ()

    def of(self, function: str) -> list[tuple[Misconception, Replica]]:
        """Every belief about a function, with each way in which it shows."""
        return [(entry, one) for entry in self.entries for one in entry.replicas.get(function, ())]

    def are_alike(self, ids: set[str]) -> bool:
        """Whether no input tells these beliefs apart."""
        return len(ids) == 1 or any(ids <= group for group in self.alike)


def combined(first: Replica, second: Replica) -> Replica | None:
    """The replica that holds two beliefs at once; None where both are about the same step."""
    changes, more = changed_steps(first), changed_steps(second)
    if type(first) is not type(second) or changes.keys() & more.keys():
        return None
    return replace(first, **more)


def changed_steps(replica: Replica) -> dict[str, Any]:
    """The steps of a replica that are not the right ones, by name."""
    return {
        step.name: value
        for step in fields(replica)
        if (value := getattr(replica, step.name)) is not step.default
    }
