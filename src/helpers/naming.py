"""Which belief is behind a failed check: what all checks of its function say together.

One check rarely tells all beliefs apart. So a belief is named for a failed check only where it gives just
what the learner's code gave, no passed check of the same function speaks against it, and it explains more of
the failed ones than any other. In doubt, none is named.
"""

from collections.abc import Iterable, Mapping, Sequence

from helpers.hints import Hints
from helpers.run import Outcome


def name_beliefs(outcomes: Mapping[str, Outcome], hints: Hints) -> dict[str, tuple[str, ...]]:
    """Find the beliefs behind failed checks.

    Args:
        outcomes: how the checks ended, by id.
        hints: the beliefs that may be named.

    Returns:
        For those that are explained, the id of one belief, or of two that were held at once.
    """
    functions = {outcome.function for outcome in outcomes.values() if outcome.status == "failed"}
    named: dict[str, tuple[str, ...]] = {}
    for function in functions - {None}:
        ours = {check: outcome for check, outcome in outcomes.items() if outcome.function == function}
        named |= _Function(ours, hints).named()
    return {check: named[check] for check in outcomes if check in named}


def ids_of(way: str) -> tuple[str, ...]:
    """The beliefs that a way to be wrong stands for: `id/number`, or several of these joined by `+`."""
    return tuple(part.partition("/")[0] for part in way.split("+"))


class _Function:
    """What all checks of one function saw."""

    def __init__(self, outcomes: Mapping[str, Outcome], hints: Hints) -> None:
        self._hints = hints
        self._order = list(hints.beliefs)
        self._failed = {check: o for check, o in outcomes.items() if o.status == "failed"}
        passed = [outcome for outcome in outcomes.values() if outcome.status == "passed"]
        self._impossible = {way for outcome in passed for way in outcome.refuted}

    def named(self) -> dict[str, tuple[str, ...]]:
        """The beliefs by check, where there are any."""
        found = {check: self._explanation(outcome) for check, outcome in self._failed.items()}
        return {check: ids for check, ids in found.items() if ids}

    def _explanation(self, outcome: Outcome) -> tuple[str, ...]:
        exact = self._possible(outcome.candidates)
        # What leaves open how it goes wrong has to go wrong wherever the learner's code does.
        vague = [way for way in self._possible(outcome.vague) if self._explains_all(way)]
        for ways in (exact, vague):
            for beliefs in (1, 2):
                if of_size := [way for way in ways if len(ids_of(way)) == beliefs]:
                    return self._clearest(of_size)
        return ()

    def _possible(self, ways: Iterable[str]) -> list[str]:
        known = [way for way in ways if self._hints.beliefs.keys() >= set(ids_of(way))]
        return [way for way in known if way not in self._impossible and self._worth(way) > 0]

    def _worth(self, way: str) -> int:
        """How many failed checks a way explains, less those that speak against it."""
        explained = sum(way in {*one.candidates, *one.vague} for one in self._failed.values())
        return explained - sum(way in one.refuted for one in self._failed.values())

    def _explains_all(self, way: str) -> bool:
        return all(way in {*one.candidates, *one.vague} for one in self._failed.values())

    def _clearest(self, ways: Sequence[str]) -> tuple[str, ...]:
        most = max(map(self._worth, ways))
        best = [ids_of(way) for way in ways if self._worth(way) == most]
        spoken_for = [self._first_alike(set(ids)) for ids in zip(*best, strict=True)]
        return tuple(one for one in spoken_for if one) if all(spoken_for) else ()

    def _first_alike(self, ids: set[str]) -> str | None:
        """The one that speaks for beliefs which no input tells apart; None for others."""
        if len(ids) == 1 or any(ids <= group for group in self._hints.alike):
            return min(ids, key=self._order.index)
        return None
