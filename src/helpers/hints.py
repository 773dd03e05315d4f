"""What learners are told of known misconceptions: a sentence for the belief, and hints in three layers."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

FILE_NAME = "data/hints.json"
LAYERS = ("symptom", "idea", "where")


@dataclass(frozen=True)
class Misconception:
    """One belief.

    Attributes:
        exercise: the exercise that it is about.
        belief: a sentence, as who holds it would say it.
        hints: what can be seen, how it is meant, where to look.
    """

    exercise: str
    belief: str
    hints: tuple[str, ...]


@dataclass(frozen=True)
class Hints:
    """All beliefs that learners can be told of.

    Attributes:
        beliefs: by id, the more usual ones first.
        alike: ids of beliefs that no input tells apart; the first in `beliefs` speaks for all.
    """

    beliefs: Mapping[str, Misconception] = field(default_factory=dict)
    alike: tuple[frozenset[str], ...] = ()


def read_hints(folder: Path) -> Hints:
    """Read what came with the exercises; without it, nothing is named and everything else works.

    Args:
        folder: where the exercises are.
    """
    try:
        content = json.loads((folder / FILE_NAME).read_text(encoding="utf-8"))
        beliefs = {
            id_: Misconception(one["exercise"], one["belief"], tuple(one["hints"]))
            for id_, one in content["beliefs"].items()
        }
        return Hints(beliefs, tuple(map(frozenset, content["alike"])))
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return Hints()
