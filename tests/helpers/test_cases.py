"""What a learner's code gave is laid beside what known misconceptions give."""

from pathlib import Path

import numpy as np
import pytest

from helpers.cases import ANY_VALUE, CHANGES, RAISES, WRONG, Case, Evidence, load_case
from helpers.learner import Answer, RaisedError

RIGHT = np.array([0, 2.5])
CASE = Case(
    {"x": np.array([-1, 2.5])},
    RIGHT,
    {
        "absolute/0": np.array([1, 2.5]),
        "single/0": RIGHT.astype("float32"),
        "in_place/0": np.array(CHANGES),
        "loop/0": np.array(RAISES),
        "vague/0": np.array(WRONG),
    },
)
REFUSAL = Case({}, np.array("ValueError"), {"empty/0": np.zeros((0, 3)), "unchecked/0": np.array(ANY_VALUE)})


def given(value: object, *, changed: bool = False) -> Answer:
    before = np.array([-1, 2.5])
    return Answer("relu(x)", value, {"x": before}, {"x": before + changed})


def exact(case: Case, what: Answer | RaisedError) -> tuple[str, ...]:
    return case.evidence(what, passed=False).exact


def test_the_same_wrong_value_is_a_candidate() -> None:
    found = CASE.evidence(given(np.array([1, 2.5])), passed=False)

    assert found == Evidence(("absolute/0",), ("vague/0",), ("single/0", "in_place/0", "loop/0"))
    # Whatever the number type is, for a wrong value may have any.
    assert exact(CASE, given(np.array([1, 2.5], "float32"))) == ("absolute/0",)


def test_a_number_type_and_a_changed_argument_go_with_the_right_value_only() -> None:
    assert exact(CASE, given(RIGHT.astype("float32"))) == ("single/0",)
    assert exact(CASE, given(RIGHT, changed=True)) == ("in_place/0",)
    assert exact(CASE, given(np.array([7, 2.5], "float32"))) == ()


def test_an_error_where_a_value_is_right_is_vague() -> None:
    found = CASE.evidence(RaisedError("", IndexError()), passed=False)

    assert (found.exact, found.vague) == ((), ("loop/0", "vague/0"))


def test_a_passed_check_refutes_what_would_have_failed_it() -> None:
    assert set(CASE.evidence(given(RIGHT), passed=True).refuted) == CASE.believed.keys()


def test_a_check_that_does_not_look_at_the_type_does_not_refute_it() -> None:
    found = CASE.evidence(given(RIGHT.astype("float32")), passed=True)

    assert found.exact == ()
    assert set(found.refuted) == CASE.believed.keys() - {"single/0"}


@pytest.mark.parametrize(
    "value", [None, [1, 2.5], "text", True, np.array(3.0), np.array([None, None]), 10**400]
)
def test_what_is_no_array_of_numbers_equals_nothing(value: object) -> None:
    assert exact(CASE, given(value)) == ()


def test_numbers_are_told_by_their_kind() -> None:
    case = Case({}, np.array(7), {"float/0": np.array(7.0), "less/0": np.array(6)})

    assert exact(case, given(7.0)) == ("float/0",)
    assert exact(case, given(np.int32(6))) == ("less/0",)
    assert exact(case, given(np.float32(6))) == ("less/0",)
    assert case.evidence(given(np.int16(7)), passed=True).refuted == ("float/0", "less/0")


def test_a_value_where_an_error_is_promised() -> None:
    assert exact(REFUSAL, given(np.zeros((0, 3)))) == ("empty/0", "unchecked/0")
    assert exact(REFUSAL, given(np.zeros((3, 0)))) == ("empty/0", "unchecked/0")
    assert exact(REFUSAL, given(7)) == ("unchecked/0",)


def test_the_promised_error_is_right_also_when_it_is_derived() -> None:
    class NotFitting(ValueError):
        pass

    for error in (ValueError(), NotFitting()):
        assert len(REFUSAL.evidence(RaisedError("", error), passed=True).refuted) == 2
    assert exact(REFUSAL, RaisedError("", IndexError())) == ()


def test_without_a_call_there_is_no_evidence() -> None:
    assert CASE.evidence(None, passed=False) == Evidence()


def test_a_case_is_read_from_its_file(tmp_path: Path) -> None:
    arrays = {
        "one/images": np.ones((2, 2)),
        "one/stride": np.array(3),
        "one/expected": np.array(7),
        "one/believed/ways": np.array(["a/0", "b/0", "a/0+b/0"]),
        "one/believed/answers": np.array([0, 1, 1]),
        "one/believed/0": np.array(6),
        "one/believed/1": np.array(RAISES),
        "one_more/expected": np.array(8),
    }
    np.savez(tmp_path / "pooling.npz", **arrays)  # type: ignore[arg-type]  # keys are names of arrays

    case = load_case(tmp_path / "pooling.npz", "one")

    assert case.numbers.images.shape == (2, 2)
    assert (case.numbers.stride, case.numbers.expected) == (3, 7)
    assert {way: answer.item() for way, answer in case.believed.items()} == {
        "a/0": 6,
        "b/0": RAISES,
        "a/0+b/0": RAISES,
    }
    assert load_case(tmp_path / "pooling.npz", "one_more").believed == {}
