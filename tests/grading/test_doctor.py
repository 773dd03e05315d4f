"""Each lock denies what its probes try, and they go through where it is off."""

from functools import cache

import pytest

from grading import doctor, locks
from grading.sandbox.probes import PROBES, Probe, outside


@cache
def _going_through(lock: str, *, on: bool) -> dict[str, bool]:
    with outside() as there:
        return doctor.going_through(
            lock, [*doctor.NEEDED_BEFORE.get(lock, []), *([lock] if on else [])], there
        )


def test_every_lock_has_probes() -> None:
    assert {probe.lock for probe in PROBES} == set(locks.REQUIRED)


@pytest.mark.parametrize("probe", PROBES, ids=lambda probe: probe.what.replace(" ", "-"))
def test_a_probe_goes_through_unless_its_lock_is_on(probe: Probe) -> None:
    assert _going_through(probe.lock, on=False)[probe.what]
    assert not _going_through(probe.lock, on=True)[probe.what]


def test_who_tries_locks_at_the_same_time_takes_nothing_away_from_others() -> None:
    with outside() as there:
        with outside():
            pass
        assert all(doctor.going_through(locks.NAMESPACES, [], there).values())
