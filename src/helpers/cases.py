"""The numbers of a visible check, and how what a learner's code gave compares with known misconceptions.

A file `data/<module>.npz` holds for each case `<case>/<argument>` and `<case>/expected`: an array, a number,
or the name of the error that is promised. Where misconceptions give something else on these inputs, there are
`<case>/believed/<n>`, the wrong answers, `<case>/believed/ways`, the ways to be wrong, and
`<case>/believed/answers`, which of the answers each way gives. A way is `id/number`, for a belief may show in
several ways; `id/number+id/number` holds two beliefs at once.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import SimpleNamespace

import numpy as np

from helpers.checks import ATOL, RTOL
from helpers.learner import Answer, RaisedError

# What stands for an answer that is no number.
RAISES = "an error"
ANY_VALUE = "some value, where an error is promised"
WRONG = "something wrong"
CHANGES = "the right answer, and a changed argument"


@dataclass(frozen=True)
class Evidence:
    """What one check says about the ways to be wrong.

    Attributes:
        exact: those that give just what the learner's code gave, where that is wrong.
        vague: those that go wrong here in a way that can't be foretold, as the learner's code did.
        refuted: those that give something else.
    """

    exact: tuple[str, ...] = ()
    vague: tuple[str, ...] = ()
    refuted: tuple[str, ...] = ()


@dataclass(frozen=True)
class Case:
    """One case.

    Attributes:
        inputs: the arguments by name.
        expected: the right answer: an array, a number, or the name of an error.
        believed: what each way to be wrong gives, where that is not right.
    """

    inputs: Mapping[str, object]
    expected: np.ndarray
    believed: Mapping[str, np.ndarray] = field(default_factory=dict)

    @property
    def numbers(self) -> SimpleNamespace:
        """The inputs and the `expected` answer, as a check takes them."""
        expected = self.expected if self.expected.ndim else self.expected.item()
        return SimpleNamespace(**self.inputs, expected=expected)

    def evidence(self, given: Answer | RaisedError | None, *, passed: bool) -> Evidence:
        """Compare what the learner's code gave with what every way to be wrong gives.

        Args:
            given: the answer or the error of the one call that the check made; None: there was none.
            passed: whether the check is content with it. Not every check looks at the number type and at
                whether the argument was changed, and what it does not look at it can't refute.
        """
        if given is None:
            return Evidence()
        wrong = self._wrong_in(given)
        fits: dict[str, list[str]] = {"exact": [], "vague": [], "refuted": []}
        for way, answer in self.believed.items():
            fit = self._fit(answer, given, wrong)
            fits["refuted" if passed and fit == "vague" else fit].append(way)
        return Evidence(() if passed else tuple(fits["exact"]), tuple(fits["vague"]), tuple(fits["refuted"]))

    def _fit(self, believed: np.ndarray, given: Answer | RaisedError, wrong: str) -> str:
        words = str(believed) if believed.dtype.kind == "U" else ""
        if not wrong:
            return "refuted"
        if words == WRONG:
            return "vague"
        if words == RAISES:
            return "vague" if isinstance(given, RaisedError) else "refuted"
        if isinstance(given, RaisedError):
            return "refuted"
        if words == ANY_VALUE:
            return "exact"
        if words == CHANGES:
            return "exact" if wrong == "argument" else "refuted"
        value = _plain(given.value)
        if value is None:
            return "refuted"
        if self.expected.dtype.kind != "U" and same(believed, self.expected):
            # Only its number type is wrong, and that goes with the right value alone.
            return "exact" if wrong == "type" and _kind(value) == _kind(believed) else "refuted"
        if self.expected.dtype.kind == "U" and believed.size == value.size == 0:
            return "exact"  # nothing at all, whatever its shape
        return "exact" if same(believed, value) else "refuted"

    def _wrong_in(self, given: Answer | RaisedError) -> str:
        """In what the answer differs from the right one, the weightiest first; "" where it is right."""
        promised = str(self.expected) if self.expected.dtype.kind == "U" else None
        if isinstance(given, RaisedError):
            kinds = {kind.__name__ for kind in type(given.exception).__mro__}
            return "" if promised in kinds else "kind"
        value = _plain(given.value)
        if promised or value is None or not same(value, self.expected):
            return "value"
        if _kind(value) != _kind(self.expected):
            return "type"
        unchanged = all(
            np.array_equal(before, np.asarray(given.after[name]))
            for name, before in given.before.items()
            if isinstance(before, np.ndarray)
        )
        return "" if unchanged else "argument"


def load_case(file: Path, name: str) -> Case:
    """Read one case.

    Args:
        file: the data of a module's checks.
        name: the case.

    Raises:
        OSError: the file can't be read.
    """
    with np.load(file, allow_pickle=False) as data:
        arrays = {key.partition("/")[2]: data[key] for key in data.files if key.startswith(f"{name}/")}
    answers = arrays.pop("believed/answers", np.array([], int))
    ways = arrays.pop("believed/ways", np.array([], str))
    believed = {
        str(way): arrays[f"believed/{place}"] for way, place in zip(ways, answers.tolist(), strict=True)
    }
    expected = arrays.pop("expected", np.array(""))
    inputs = {
        key: array if array.ndim else array.item()
        for key, array in arrays.items()
        if not key.startswith("believed/")
    }
    return Case(inputs, expected, believed)


def same(first: np.ndarray, second: np.ndarray) -> bool:
    """Whether two arrays of numbers have one shape and, as near as checks look, the same values."""
    if first.shape != second.shape or first.dtype.kind not in "biuf" or second.dtype.kind not in "biuf":
        return False
    if not first.ndim and first.dtype.kind + second.dtype.kind != "ff":
        return bool(first == second)  # whole numbers are compared as such
    numbers = first.astype(float), second.astype(float)
    return bool(np.allclose(*numbers, rtol=RTOL, atol=ATOL, equal_nan=True))


def _plain(value: object) -> np.ndarray | None:
    """An array, or a number as an array without axes; None for everything else."""
    if isinstance(value, np.ndarray):
        return value if value.ndim else None
    if isinstance(value, bool | np.bool_) or not isinstance(value, int | float | np.number):
        return None
    try:
        return np.asarray(value.item() if isinstance(value, np.generic) else value)
    except OverflowError:
        return None


def _kind(value: np.ndarray) -> str:
    """The number type: of arrays exactly, of Python's numbers only whether it is an int."""
    return str(value.dtype) if value.ndim else value.dtype.kind
