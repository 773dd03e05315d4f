"""A belief is named where all checks of a function agree on it, and nothing is named in doubt."""

from collections.abc import Sequence

from helpers.hints import Hints, Misconception
from helpers.naming import ids_of, name_beliefs
from helpers.run import Outcome

IDS = ("flipped", "transposed", "stride_ignored", "bias_missing", "relu_baked_in")
HINTS = Hints({id_: Misconception("convolution", "B.", ("1", "2", "3")) for id_ in IDS})


def failed(*ways: str, vague: Sequence[str] = (), refuted: Sequence[str] = (), of: str = "f") -> Outcome:
    return Outcome("failed", "", of, candidates=ways, vague=vague, refuted=refuted)


def passed(*refuted: str, of: str = "f") -> Outcome:
    return Outcome("passed", "", of, refuted=refuted)


def named(*outcomes: Outcome, hints: Hints = HINTS) -> list[tuple[str, ...]]:
    """What is named for each check."""
    by_check = {f"check {number}": outcome for number, outcome in enumerate(outcomes)}
    found = name_beliefs(by_check, hints)
    return [found.get(check, ()) for check in by_check]


def test_one_candidate_is_named() -> None:
    assert named(failed("flipped/0")) == [("flipped",)]
    assert named(failed("flipped/0", "flipped/2")) == [("flipped",)]
    assert named(failed("flipped")) == [("flipped",)]


def test_in_doubt_none_is_named() -> None:
    assert named(failed("flipped/0", "transposed/0")) == [()]
    assert named(failed()) == [()]


def test_a_passed_check_of_the_same_function_speaks_against_it() -> None:
    both = failed("flipped/0", "transposed/0")

    assert named(both, passed("flipped/0")) == [("transposed",), ()]
    assert named(both, passed("flipped/0", of="g")) == [(), ()]
    assert named(failed("flipped/0"), passed("flipped/0")) == [(), ()]


def test_what_explains_more_failed_checks_is_named_for_all() -> None:
    assert named(failed("flipped/0", "transposed/0"), failed("flipped/0")) == [("flipped",), ("flipped",)]
    assert named(failed("flipped/0", "transposed/0"), failed("flipped/1")) == [(), ("flipped",)]


def test_a_failed_check_that_would_have_failed_otherwise_speaks_against_it() -> None:
    assert named(failed("flipped/0"), failed(refuted=["flipped/0"])) == [(), ()]
    assert named(failed("flipped/0"), failed("flipped/0"), failed(refuted=["flipped/0"])) == [
        ("flipped",),
        ("flipped",),
        (),
    ]


def test_two_mistakes_in_different_checks_are_both_named() -> None:
    assert named(failed("flipped/0"), failed("stride_ignored/0")) == [("flipped",), ("stride_ignored",)]


def test_beliefs_that_nothing_tells_apart_count_as_one() -> None:
    hints = Hints(HINTS.beliefs, (frozenset({"transposed", "flipped"}),))

    assert named(failed("transposed/0", "flipped/0"), hints=hints) == [("flipped",)]
    assert named(failed("transposed/0", "flipped/0", "stride_ignored/0"), hints=hints) == [()]


def test_two_at_once_are_named_where_no_single_one_explains_it() -> None:
    pair = "bias_missing/0+stride_ignored/1"

    assert ids_of(pair) == ("bias_missing", "stride_ignored")
    assert named(failed(pair)) == [("bias_missing", "stride_ignored")]
    assert named(failed("flipped/0", pair)) == [("flipped",)]
    # The one that is seen here alone is seen with the other one there.
    assert named(failed("bias_missing/0", pair), failed(pair, refuted=["bias_missing/0"])) == [
        ("bias_missing", "stride_ignored"),
        ("bias_missing", "stride_ignored"),
    ]


def test_an_error_names_only_what_explains_every_failed_check() -> None:
    vague = failed(vague=["flipped/0", "transposed/0"])

    assert named(vague) == [()]
    assert named(vague, passed("flipped/0")) == [("transposed",), ()]
    assert named(vague, failed("flipped/0")) == [("flipped",), ("flipped",)]
    assert named(failed(vague=["flipped/0"]), failed()) == [(), ()]


def test_an_id_without_hints_is_not_named() -> None:
    assert named(failed("unheard_of/0")) == [()]
    assert named(failed("unheard_of/0", "flipped/0")) == [("flipped",)]
    assert named(failed("flipped/0"), hints=Hints()) == [()]


def test_what_is_unwritten_or_slow_says_nothing() -> None:
    slow = Outcome("slow", "", "f", candidates=["flipped/0"], refuted=["transposed/0"])

    assert named(slow, failed("transposed/0")) == [(), ("transposed",)]
