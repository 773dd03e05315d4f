"""Which belief explains a failed test: every replica is asked what the learner's code was asked.

A belief is named for a test only where it explains every wrong outcome in it, contradicts none of the others,
and explains more of all that was seen of the function than any other belief does. In doubt, none is named.
"""

import copy
import math
import warnings
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations
from typing import Any, Literal

import numpy as np

from grading.misconceptions import Catalogue, Misconception, Replica, Vague, combined
from grading.observations import Observation, Question, Refused, Returned

RTOL, ATOL = 1e-4, 1e-5
Explanation = tuple[Misconception, ...]
_Outcome = Returned | Refused | Vague
_Fit = Literal["exact", "vague", "contradicted", "silent"]


def name_beliefs(
    catalogue: Catalogue, seen: Mapping[str, Sequence[Observation]], failed: Mapping[str, str]
) -> dict[str, Explanation]:
    """Find the beliefs behind failed tests.

    Args:
        catalogue: the beliefs that are known.
        seen: by test, what it saw, in order; passed tests count too.
        failed: for each failed test that may be explained, the function that it blames.

    Returns:
        For those that are explained, one belief, or the two that were held at once.
    """
    everything = [observation for of_test in seen.values() for observation in _looked_at(of_test)]
    suspects = {name: _Function(catalogue, name, everything) for name in set(failed.values())}
    found = {test: suspects[function].explained(seen.get(test, ())) for test, function in failed.items()}
    return {test: explanation for test, explanation in found.items() if explanation}


def right_outcome(catalogue: Catalogue, function: str, question: Question) -> Returned | Refused | None:
    """What the right function gives for a question; None where the catalogue does not know."""
    right = catalogue.right.get(function)
    outcome = _answer(right, question) if _can_answer(right, question) else None
    return None if isinstance(outcome, Vague) else outcome


def _looked_at(of_test: Sequence[Observation]) -> list[Observation]:
    """Of a function of which a test says what it looks at, what else its calls gave counts for nothing.

    A test of the number type does not speak of the shape: one mistake may be about this, another about that.
    """
    said = {one.function for one in of_test if one.question.aspect}
    return [one for one in of_test if one.question.aspect or one.function not in said]


@dataclass(frozen=True)
class _Candidate:
    """One way to explain, and how well it does.

    Attributes:
        beliefs: one, or two that are held at once.
        contradicted: how many outcomes speak against it.
        explained: how many wrong outcomes it explains.
    """

    beliefs: Explanation
    contradicted: int
    explained: int

    @property
    def rank(self) -> tuple[int, int]:
        """Smaller is better."""
        return self.contradicted - self.explained, self.contradicted


class _Function:
    """All that was seen of one function, and what each belief makes of it."""

    def __init__(self, catalogue: Catalogue, name: str, everything: Sequence[Observation]) -> None:
        self._catalogue = catalogue
        right = catalogue.right.get(name)
        ours = [one for one in everything if one.function == name and _can_answer(right, one.question)]
        is_typed = name in catalogue.typed  # what a test notes itself has no promised type
        self._cases = [
            _Case(one, _answer(right, one.question), is_typed and not one.question.aspect) for one in ours
        ]
        self._known = catalogue.of(name)

    @cached_property
    def _pairs(self) -> list[tuple[Explanation, Replica]]:
        # Kept, for what a replica answered is remembered by its id, which a later one could inherit.
        return _pairs(self._known)

    def explained(self, of_test: Sequence[Observation]) -> Explanation:
        """The beliefs behind what one test saw; empty where none or several may be."""
        ours = [case for case in self._cases if any(case.observation is one for one in of_test)]
        if not any(case.is_wrong for case in ours):
            return ()
        alone = [((entry,), replica) for entry, replica in self._known]
        return self._clearest(ours, alone) or self._clearest(ours, self._pairs)

    def _clearest(self, ours: Sequence["_Case"], ways: Sequence[tuple[Explanation, Replica]]) -> Explanation:
        candidates = [one for beliefs, way in ways if (one := self._candidate(ours, beliefs, way))]
        if not candidates:
            return ()
        best_rank = min(candidate.rank for candidate in candidates)
        best = [candidate.beliefs for candidate in candidates if candidate.rank == best_rank]
        for of_pair in zip(*best, strict=True):
            if not self._catalogue.are_alike({belief.id for belief in of_pair}):
                return ()
        return best[0]

    def _candidate(self, ours: Sequence["_Case"], beliefs: Explanation, way: Replica) -> _Candidate | None:
        fits = [(case, case.fit(way)) for case in ours]
        if any(fit == "contradicted" or (case.is_wrong and fit == "silent") for case, fit in fits):
            return None
        over_all = [(case, case.fit(way)) for case in self._cases]
        contradicted = sum(fit == "contradicted" for _, fit in over_all)
        explained = sum(fit in ("exact", "vague") for _, fit in over_all)
        # What leaves open how it goes wrong has to go wrong just where the learner's code does.
        is_vague = all(fit == "vague" for case, fit in fits if case.is_wrong)
        if is_vague and (contradicted or any(case.is_wrong and fit == "silent" for case, fit in over_all)):
            return None
        # There are so many pairs that one of them often explains something: it has to fit everywhere.
        is_likely = explained > contradicted if len(beliefs) == 1 else not contradicted
        return _Candidate(beliefs, contradicted, explained) if is_likely else None


def _pairs(known: Sequence[tuple[Misconception, Replica]]) -> list[tuple[Explanation, Replica]]:
    common = [(entry, replica) for entry, replica in known if entry.common]
    return [
        ((first, second), both)
        for (first, one), (second, other) in combinations(common, 2)
        if first.id != second.id and (both := combined(one, other)) is not None
    ]


class _Case:
    """One observation beside the right answer."""

    def __init__(self, observation: Observation, right: _Outcome, is_typed: bool) -> None:
        self.observation = observation
        self._right = right
        self._is_typed = is_typed
        self._fits: dict[int, _Fit] = {}
        self._wrong = self._differences(right, observation.outcome)
        self.is_wrong = bool(self._wrong)

    def fit(self, way: Replica) -> _Fit:
        """How a belief goes with this outcome; silent where the belief changes nothing."""
        if id(way) not in self._fits:
            self._fits[id(way)] = self._find_fit(_answer(way, self.observation.question))
        return self._fits[id(way)]

    def _find_fit(self, believed: _Outcome) -> _Fit:
        outcome = self.observation.outcome
        match believed:
            case Vague.WRONG:
                return "vague" if self.is_wrong else "contradicted"
            case Vague.VALUE:
                if not isinstance(self._right, Refused):
                    return "silent"
                return "exact" if isinstance(outcome, Returned) else "contradicted"
        changes = self._differences(self._right, believed)
        if not isinstance(outcome, Returned) or outcome.changed is None:
            # Nobody looked whether the arguments were left as they were.
            changes = [change for change in changes if change != "argument"]
        if not changes:
            return "silent"
        if isinstance(believed, Refused):
            return "vague" if isinstance(outcome, Refused) and self.is_wrong else "contradicted"
        # A wrong value may have any number type, and a wrong number type goes with the right value only.
        fits = changes[:1] == self._wrong[:1] and changes[0] not in self._differences(believed, outcome)
        return "exact" if fits else "contradicted"

    def _differences(self, first: _Outcome, second: _Outcome) -> list[str]:
        """In what two answers differ, the weightiest first."""
        if isinstance(first, Refused) and isinstance(second, Refused):
            # Where an error is promised, one of a class derived from it is right too.
            return [] if first.kinds[0] in second.kinds else ["kind"]
        if not isinstance(first, Returned) or not isinstance(second, Returned):
            return ["kind"]
        different = {
            "value": not _same_value(first.value, second.value),
            "type": self._is_typed and _number_type(first.value) != _number_type(second.value),
            "argument": None not in (first.changed, second.changed) and first.changed != second.changed,
        }
        return [aspect for aspect, differs in different.items() if differs]


def _can_answer(way: Replica | None, question: Question) -> bool:
    return hasattr(way, question.aspect) if question.aspect else callable(way)


def _answer(way: Replica, question: Question) -> _Outcome:
    """What a replica gives; whatever it raises is an answer too."""
    arguments, keywords = copy.deepcopy((question.arguments, question.keywords))
    asked = getattr(way, question.aspect) if question.aspect else way
    with warnings.catch_warnings(), np.errstate(all="ignore"):
        warnings.simplefilter("ignore")
        try:
            value = asked(*arguments, **keywords)
        except Exception as error:
            return Refused(tuple(kind.__name__ for kind in type(error).__mro__))
    if isinstance(value, Vague):
        return value
    changed = any(
        isinstance(before, np.ndarray) and not np.array_equal(before, after)
        for before, after in zip(question.arguments, arguments, strict=True)
    )
    return Returned(value, changed)


def _same_value(first: Any, second: Any) -> bool:
    if isinstance(first, np.ndarray) and isinstance(second, np.ndarray):
        if first.shape != second.shape or first.dtype.kind not in "biuf" or second.dtype.kind not in "biuf":
            return False
        numbers = first.astype(np.float64), second.astype(np.float64)
        return bool(np.allclose(*numbers, rtol=RTOL, atol=ATOL, equal_nan=True))
    if _is_number(first) and _is_number(second):
        if isinstance(first, (int, np.integer)) and isinstance(second, (int, np.integer)):
            return int(first) == int(second)  # as a check compares them: a count of millions is right or not
        try:
            return math.isclose(first, second, rel_tol=RTOL, abs_tol=ATOL)
        except OverflowError:
            return bool(first == second)
    if isinstance(first, np.ndarray) or isinstance(second, np.ndarray):
        return False
    if isinstance(first, (list, tuple)) and type(first) is type(second):
        return len(first) == len(second) and all(map(_same_value, first, second))
    if isinstance(first, dict) and isinstance(second, dict):
        return first.keys() == second.keys() and all(_same_value(first[key], second[key]) for key in first)
    return type(first) is type(second) and bool(first == second)


def _is_number(value: object) -> bool:
    return isinstance(value, (int, float, np.number)) and not isinstance(value, bool)


def _number_type(value: object) -> str:
    if isinstance(value, np.ndarray):
        return str(value.dtype)
    if _is_number(value):
        return "int" if isinstance(value, (int, np.integer)) else "float"
    return ""
