"""The short set of attacks: a class of them, with honest neighbours, through the real `kit grade`."""

import os
from itertools import cycle, islice

import pytest

from grading.course import course_root
from tests.red_team.attack import Attack, load_attacks
from tests.red_team.siege import Grader, Siege, besiege

ATTACKS = load_attacks(short=True)


@pytest.fixture(scope="module")
def siege() -> Siege:
    """The class after it was graded, once for all tests."""
    kinds = islice(cycle(["numpy", *["pooling"] * 4]), len(ATTACKS) + 1)
    return besiege(Grader(course_root(), os.environ), ATTACKS, kinds)


@pytest.mark.parametrize("attack", ATTACKS, ids=lambda attack: attack.name)
def test_attack_is_held(siege: Siege, attack: Attack) -> None:
    breaches = siege.breaches(attack)
    assert not breaches, "\n".join([f"It {attack.tries} {attack.holds}", *breaches])


def test_all_else_is_as_if_nobody_had_attacked(siege: Siege) -> None:
    disorder = siege.disorder()
    assert not disorder, "\n".join(disorder)
