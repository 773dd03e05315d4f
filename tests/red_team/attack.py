"""What an attack says of itself in `attack.toml`, and what of that a result breaks."""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

FAMILIES = ("forging", "stealing", "harming")
GOT_THROUGH = "GOT THROUGH"
"""An attack that finds its prey raises `RuntimeError("GOT THROUGH: ...")`, so that a message tells."""

_HERE = Path(__file__).parent
_MAX_MESSAGE = 2000


@dataclass(frozen=True)
class Attack:
    """One submission that means no good.

    Attributes:
        folder: holds the files that are handed in, beside `attack.toml`.
        tries: what it tries.
        holds: what must hold against it.
        outcomes: what may become of the hidden tests of the exercises that were handed in.
        points: points of these exercises, or several where machines differ; all others have 0.
        hidden: texts that no message may hold.
        short: whether it belongs to the short set, which runs with every `make test`.
    """

    folder: Path
    tries: str
    holds: str
    outcomes: tuple[str, ...]
    points: Mapping[str, tuple[float, ...]] = field(default_factory=dict)
    hidden: tuple[str, ...] = ()
    short: bool = False

    @property
    def name(self) -> str:
        """Family and name, such as `forging-lying_eq`."""
        return f"{self.folder.parent.name}-{self.folder.name}"

    def breaches(self, result: Mapping[str, Any], page: str) -> list[str]:
        """Say what of the promises a result breaks.

        Args:
            result: what `results/<student>.json` holds.
            page: the learner's page in `feedback/`.
        """
        return [*self._of_scores(result), *self._of_texts(result, page)]

    def _of_scores(self, result: Mapping[str, Any]) -> Iterator[str]:
        if result["status"] != "graded":
            yield f"it is {result['status']}: {result['problem']}"
        for exercise, score in result["exercises"].items():
            allowed = self.points.get(exercise, (0,))
            if score["score"] not in allowed:
                yield f"{exercise} has {score['score']} points, not {' or '.join(map(str, allowed))}"
        for test in result["tests"]:
            if test["exercise"] in self.points and test["outcome"] not in self.outcomes:
                yield f"{test['name']} ended as {test['outcome']}: {test['message']}"

    def _of_texts(self, result: Mapping[str, Any], page: str) -> Iterator[str]:
        messages = {test["message"] for test in result["tests"]}
        for message in messages:
            if len(message) > _MAX_MESSAGE:
                yield f"a message of {len(message)} characters, which begins with {message[:100]!r}"
            if not message.replace("\n", "").isprintable():
                yield f"a message that terminals may obey: {message!r}"
        for text in (GOT_THROUGH, *self.hidden):
            if any(text in message for message in [*messages, page]):
                yield f"{text!r} is told: {[message for message in messages if text in message]}"
        if "<script" in page.lower():
            yield "a script in the learner's page"


def load_attacks(short: bool = False) -> list[Attack]:
    """All attacks by name, or those of the short set.

    Raises:
        TypeError: an `attack.toml` lacks a field, or has one that nobody knows.
    """
    files = [file for family in FAMILIES for file in sorted((_HERE / family).glob("*/attack.toml"))]
    attacks = [_load(file) for file in files]
    return [attack for attack in attacks if attack.short or not short]


def _load(file: Path) -> Attack:
    said = tomllib.loads(file.read_text("utf-8"))
    points = {exercise: _each(score) for exercise, score in said.pop("points").items()}
    for texts in ("outcomes", "hidden"):
        said[texts] = tuple(said.get(texts, ()))
    return Attack(file.parent, points=points, **said)


def _each(score: float | list[float]) -> tuple[float, ...]:
    return tuple(score) if isinstance(score, list) else (score,)
