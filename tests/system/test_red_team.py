"""All attacks in one class, with honest neighbours, as root and as an ordinary user."""

import os
from collections.abc import Iterator

import pytest

from tests.red_team.attack import Attack, load_attacks
from tests.red_team.malformed.makers import MALFORMED
from tests.red_team.malformed.malformed import Malformed
from tests.red_team.siege import Grader, Siege, besiege
from tests.system.newcomers import NOBODY, ROOT, fresh_clone

ATTACKS = load_attacks()

pytestmark = pytest.mark.timeout(1200)


@pytest.fixture(scope="module", params=["root", "ordinary user"])
def siege(request: pytest.FixtureRequest) -> Iterator[Siege]:
    """The class after it was graded, once for each user."""
    kinds = [_kind(number) for number in range(len(ATTACKS) + 1)]
    if request.param == "root":
        if os.getuid() != 0:
            pytest.skip("needs root: the kernel exempts root from some limits")
        yield besiege(Grader(ROOT, os.environ), ATTACKS, kinds, MALFORMED)
        return
    with fresh_clone(ordinary=True) as newcomer:
        newcomer.runs("make", "setup", "PYTHON=/usr/bin/python3")
        owner = NOBODY if newcomer.becoming else None
        grader = Grader(newcomer.clone, newcomer.environment, newcomer.becoming, owner)
        yield besiege(grader, ATTACKS, kinds, MALFORMED)


def _kind(number: int) -> str:
    """What an honest neighbour hands in: there is one between any two attacks, so most hand in little."""
    if number % 40 == 20:
        return "whole"
    return "pooling" if number % 6 else "numpy"


@pytest.mark.parametrize("attack", ATTACKS, ids=lambda attack: attack.name)
def test_attack_is_held(siege: Siege, attack: Attack) -> None:
    breaches = siege.breaches(attack)
    assert not breaches, "\n".join([f"It {attack.tries} {attack.holds}", *breaches])


@pytest.mark.parametrize("malformed", MALFORMED, ids=lambda malformed: malformed.name)
def test_malformed_submission_has_the_result_that_it_should(siege: Siege, malformed: Malformed) -> None:
    assert siege.breaches_of(malformed) == [], malformed.holds


def test_all_else_is_as_if_nobody_had_attacked(siege: Siege) -> None:
    disorder = siege.disorder()
    assert not disorder, "\n".join(disorder)
