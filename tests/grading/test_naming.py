"""A belief is named where it alone explains what was seen, and in doubt none is."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
import pytest

from grading.misconceptions import Catalogue, Hints, Misconception, Vague, combined
from grading.naming import name_beliefs
from grading.observations import Observation, Question, Refused, Returned

HINTS = Hints("seen", "idea", "where")


def _same(number: float) -> float:
    return number


@dataclass(frozen=True)
class Double:
    """Twice a positive number; each field is a step."""

    before: Callable[[float], float] = _same
    after: Callable[[float], Any] = _same
    refuses: bool = True

    def __call__(self, number: float) -> Any:
        if self.refuses and number < 0:
            raise ValueError
        return self.after(2 * self.before(number))

    def steps(self, times: int) -> int:
        """What a test finds out otherwise."""
        return 2 * times


@dataclass(frozen=True)
class Thrice(Double):
    """Believes in three steps."""

    def steps(self, times: int) -> int:
        return 3 * times


def belief(name: str, *replicas: Any, common: bool = False) -> Misconception:
    return Misconception(name, "pooling", f"{name}.", HINTS, {"double": replicas}, common)


def catalogue(*entries: Misconception, **more: Any) -> Catalogue:
    return Catalogue(entries, {"double": Double()}, **more)


PLUS_ONE = belief("plus_one", Double(after=lambda number: number + 1), common=True)
ROUNDED = belief("rounded", Double(before=round), common=True)
UNCHECKED = belief("unchecked", Double(refuses=False))
LENIENT = belief("lenient", Double(after=lambda _: Vague.VALUE, refuses=False))


def called(*pairs: tuple[Any, Any]) -> list[Observation]:
    """Calls with a number each, and what came back; an exception class stands for one that was raised."""
    return [
        Observation(
            "double",
            Question((number,)),
            Refused(tuple(kind.__name__ for kind in outcome.__mro__))
            if isinstance(outcome, type)
            else Returned(outcome),
        )
        for number, outcome in pairs
    ]


def named(known: Catalogue, failed: list[Observation], **passed: list[Observation]) -> list[str]:
    found = name_beliefs(known, {"test": failed, **passed}, {"test": "double"})
    return [one.id for one in found.get("test", ())]


def test_the_belief_that_gives_what_came_back_is_named() -> None:
    assert named(catalogue(PLUS_ONE, ROUNDED), called((2, 4), (1.6, 4))) == ["rounded"]
    assert named(catalogue(PLUS_ONE, ROUNDED), called((2, 5))) == ["plus_one"]


def test_what_no_belief_gives_is_not_named() -> None:
    assert named(catalogue(PLUS_ONE, ROUNDED), called((2, 17))) == []
    assert named(catalogue(PLUS_ONE), called((2, 5), (3, 8))) == []
    assert named(catalogue(PLUS_ONE), called((2, None))) == []
    assert named(catalogue(PLUS_ONE), called((2, np.array([5])))) == []


def test_a_test_in_which_all_was_right_is_not_explained() -> None:
    assert named(catalogue(PLUS_ONE), called((2, 4))) == []


def test_passed_tests_speak_against_a_belief() -> None:
    assert named(catalogue(PLUS_ONE), called((2, 5)), other=called((3, 6), (4, 8))) == []


def test_of_two_beliefs_the_one_that_explains_more_is_named() -> None:
    late = belief("late", Double(after=lambda number: number + (number > 3)))
    assert named(catalogue(late, PLUS_ONE), called((2, 5)), other=called((1, 3))) == ["plus_one"]


def test_two_that_explain_alike_are_not_named_unless_nothing_tells_them_apart() -> None:
    twin = belief("twin", Double(after=lambda number: number + 1.0))
    assert named(catalogue(twin, PLUS_ONE), called((2, 5))) == []
    alike = catalogue(twin, PLUS_ONE, alike=(frozenset({"twin", "plus_one"}),))
    assert named(alike, called((2, 5))) == ["twin"]


def test_two_beliefs_held_at_once_are_both_named() -> None:
    assert named(catalogue(PLUS_ONE, ROUNDED), called((1.6, 5))) == ["plus_one", "rounded"]
    rare = belief("rare", Double(before=round))
    assert named(catalogue(PLUS_ONE, rare), called((1.6, 5))) == []


def test_steps_combine_only_where_they_are_different_ones() -> None:
    both = combined(Double(before=round), Double(refuses=False))
    assert both is not None
    assert both(-1.6) == -4
    assert combined(Double(before=round), Double(before=abs)) is None
    assert combined(Double(before=round), Thrice()) is None


def test_a_missing_error_is_explained_by_the_value_or_by_any_value() -> None:
    assert named(catalogue(UNCHECKED, PLUS_ONE), called((-1, -2))) == ["unchecked"]
    assert named(catalogue(LENIENT, PLUS_ONE), called((2, 4), (-1, 1234))) == ["lenient"]
    assert named(catalogue(LENIENT), called((-1, TypeError))) == []


def test_an_unforeseeable_belief_has_to_go_wrong_just_where_the_code_does() -> None:
    small = belief("small", Double(after=lambda number: Vague.WRONG if number > 10 else number))
    assert named(catalogue(small), called((2, 4), (9, 0), (8, IndexError))) == ["small"]
    assert named(catalogue(small), called((9, 0)), other=called((7, 14))) == []
    assert named(catalogue(small), called((9, 0)), other=called((2, 3))) == []


def test_an_error_is_explained_by_an_error_only_if_nothing_else_is_wrong() -> None:
    def fail(number: float) -> float:
        raise IndexError if number > 10 else ValueError

    failing = belief("failing", Double(after=lambda number: fail(number) if number > 10 else number))
    assert named(catalogue(failing), called((2, 4), (9, KeyError))) == ["failing"]
    assert named(catalogue(failing), called((9, KeyError)), other=called((2, 3))) == []
    assert named(catalogue(failing), called((9, 3))) == []


@pytest.mark.parametrize("typed", [True, False])
def test_a_wrong_number_type_counts_where_it_is_promised(typed: bool) -> None:
    known = catalogue(
        belief("float_made", Double(after=float)), typed=frozenset({"double"}) if typed else frozenset()
    )
    assert named(known, called((2, 4.0))) == (["float_made"] if typed else [])


def test_a_changed_argument_is_seen_where_someone_looked() -> None:
    def spoil(numbers: Any) -> Any:
        result = numbers.copy()
        numbers[:] = 0
        return result

    spoiling = catalogue(belief("spoiling", Double(before=spoil, refuses=False)))
    spoiling = Catalogue(spoiling.entries, {"double": Double(refuses=False)})
    numbers = np.array([1.0, 2.0])
    seen = [
        Observation("double", Question((numbers,)), Returned(2 * numbers, changed))
        for changed in (True, None)
    ]
    assert named(spoiling, seen[:1]) == ["spoiling"]
    assert named(spoiling, seen[1:]) == []
    assert numbers.tolist() == [1, 2]


def test_what_a_test_finds_out_otherwise_is_asked_of_the_method_of_that_name() -> None:
    seen = [Observation("double", Question((4,), aspect="steps"), Returned(12))]
    assert named(catalogue(belief("thrice", Thrice())), seen) == ["thrice"]
    unknown = [Observation("double", Question((4,), aspect="turns"), Returned(12))]
    assert named(catalogue(belief("thrice", Thrice())), unknown) == []


def test_a_function_that_the_catalogue_does_not_know_is_not_explained() -> None:
    assert name_beliefs(Catalogue(), {"test": called((2, 5))}, {"test": "double"}) == {}


def noted(aspect: str, outcome: Any, *settings: Any) -> Observation:
    return Observation("double", Question(settings, aspect=aspect), Returned(outcome))


def test_a_test_that_says_what_it_looks_at_is_asked_for_nothing_else() -> None:
    """The calls in it may be wrong in other ways, which are no cause of its failure."""
    thrice = belief("thrice", Thrice())
    assert named(catalogue(thrice), [*called((1, 77)), noted("steps", 12, 4)]) == ["thrice"]
    # Elsewhere such a call speaks for itself.
    assert named(catalogue(thrice), called((1, 77)), other=[noted("steps", 12, 4)]) == []


def test_what_a_test_notes_itself_has_no_promised_number_type() -> None:
    thrice = belief("thrice", Thrice())
    known = catalogue(thrice, typed=frozenset({"double"}))
    assert named(known, [noted("steps", 0.0, 0), noted("steps", 12, 4)]) == ["thrice"]


def test_numbers_in_a_list_are_compared_one_by_one() -> None:
    listed = belief("listed", Double(after=lambda number: [number, {"half": number / 2}]))
    assert named(catalogue(listed), called((3, [6.00001, {"half": 3.00001}]))) == ["listed"]
    for other in ([6.0], [6.0, {"half": 4.0}], [6.0, {"third": 3.0}], (6.0, {"half": 3.0}), 6.1):
        assert named(catalogue(listed), called((3, other))) == []
    arrays = belief("arrays", Double(after=lambda number: (np.array([number, 1]), "x")))
    assert named(catalogue(arrays), called((3, (np.array([6, 1]), "x")))) == ["arrays"]
    assert named(catalogue(arrays), called((3, (np.array([6, 2]), "x")))) == []


def test_whole_numbers_are_compared_as_such() -> None:
    assert named(catalogue(PLUS_ONE), called((10**6, 2 * 10**6 + 1))) == ["plus_one"]
    assert named(catalogue(PLUS_ONE), called((10**6, 2 * 10**6 + 2))) == []
