"""The data of the visible checks: inputs, the expected result, and what known misconceptions give instead.

`helpers.cases` reads what is written here, and says what the keys mean. Numbers only: no code of a solution
and none of a replica reaches a learner. Where replicas can't be called, since hidden tests look at something
else than what a call gives, the checks find out by themselves.
"""

import copy
import warnings
from collections.abc import Callable, Iterator, Mapping
from itertools import combinations
from typing import Any

import numpy as np

from grading.misconceptions import Catalogue, Replica, Vague, combined
from helpers.cases import ANY_VALUE, CHANGES, RAISES, WRONG, same

Arrays = dict[str, np.ndarray]
# Of numbers that no float holds exactly, the last digits differ from machine to machine.
_DECIMALS = 6


class CaseError(ValueError):
    """A case's function gives nothing that a check could compare."""


def case_arrays(
    name: str, function: Callable[..., Any], task: str, inputs: Mapping[str, Any], catalogue: Catalogue
) -> Arrays:
    """All that a check is told of one case.

    Args:
        name: the case, called like its check.
        function: the solution.
        task: what the function is called in the catalogue.
        inputs: its arguments by name.
        catalogue: the misconceptions that are known.
    """
    right, _ = _ask(function, inputs)
    arrays = {key: np.asarray(value) for key, value in inputs.items()}
    arrays["expected"] = np.asarray(right)
    if arrays["expected"].dtype.kind not in "biufU":
        raise CaseError(f"{name}: {task} gives {type(right).__name__}, which no check can compare")
    is_typed = task in catalogue.typed
    answers: list[np.ndarray] = []
    ways: list[tuple[str, int]] = []
    for way, replica in _ways(catalogue, task):
        answer = _wrong_answer(_ask(replica, inputs), arrays["expected"], is_typed)
        if answer is None:
            continue
        place = next((i for i, known in enumerate(answers) if _identical(known, answer)), len(answers))
        answers[place:] = answers[place:] or [answer]
        ways.append((way, place))
    if ways:
        arrays["believed/ways"] = np.array([way for way, _ in ways])
        arrays["believed/answers"] = np.array([place for _, place in ways], dtype=np.int32)
    arrays |= {f"believed/{place}": answer for place, answer in enumerate(answers)}
    return {f"{name}/{key}": array for key, array in arrays.items()}


def _ways(catalogue: Catalogue, task: str) -> Iterator[tuple[str, Replica]]:
    """Every way to be wrong about a function: each replica of a belief, and pairs of common beliefs."""
    known = [
        (entry, f"{entry.id}/{number}", replica)
        for entry in catalogue.entries
        for number, replica in enumerate(entry.replicas.get(task, ()))
        if callable(replica)
    ]
    for _, way, replica in known:
        yield way, replica
    common = [one for one in known if one[0].common]
    for (first, way, replica), (second, other_way, other) in combinations(common, 2):
        if first.id != second.id and (both := combined(replica, other)) is not None:
            yield f"{way}+{other_way}", both


def _ask(function: Callable[..., Any], inputs: Mapping[str, Any]) -> tuple[Any, bool]:
    """What a function gives, and whether it changed an argument; the name of the error that it raises."""
    arguments = copy.deepcopy(dict(inputs))
    with warnings.catch_warnings(), np.errstate(all="ignore"):
        warnings.simplefilter("ignore")
        try:
            value = function(**arguments)
        except Exception as error:  # a replica may fail in any way, as learners' code does
            return type(error).__name__, False
    changed = any(not np.array_equal(value, arguments[key]) for key, value in inputs.items())
    return value, changed


def _wrong_answer(answer: tuple[Any, bool], expected: np.ndarray, is_typed: bool) -> np.ndarray | None:
    """What a replica gives, where that is not right; in words where there is no number to compare."""
    value, changed = answer
    promised = expected.dtype.kind == "U"
    if isinstance(value, Vague):
        # Some value is only wrong where an error is promised.
        return np.array(WRONG) if value is Vague.WRONG else np.array(ANY_VALUE) if promised else None
    if isinstance(value, str):
        return None if promised and value == str(expected) else np.array(RAISES)
    array = np.asarray(value)
    if array.dtype.kind not in "biuf" or isinstance(value, list | tuple):
        return np.array(WRONG)
    if array.dtype.kind == "f":
        array = np.round(array, _DECIMALS)
    if promised or not same(array, expected):
        return array
    if is_typed and array.dtype != expected.dtype:
        return array
    return np.array(CHANGES) if changed else None


def _identical(first: np.ndarray, second: np.ndarray) -> bool:
    is_float = first.dtype.kind == "f"
    return first.dtype == second.dtype and np.array_equal(first, second, equal_nan=is_float)
