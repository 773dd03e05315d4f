"""What a hidden test saw of a learner's function: a question, and what came of it."""

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Question:
    """The arguments of a call; or what else a test looks at.

    Attributes:
        arguments: of the call, or what the aspect depends on.
        keywords: of the call.
        aspect: what is looked at, such as how many steps a training made; "" for what a call gives.
    """

    arguments: tuple[Any, ...]
    keywords: dict[str, Any] = field(default_factory=dict)
    aspect: str = ""


@dataclass(frozen=True)
class Returned:
    """A value came back.

    Attributes:
        value: as plain data.
        changed: whether an argument is not as it was; None where nobody looked.
    """

    value: Any
    changed: bool | None = None


@dataclass(frozen=True)
class Refused:
    """An exception was raised.

    Attributes:
        kinds: names of its class and of those that it is derived from.
    """

    kinds: tuple[str, ...]


@dataclass(frozen=True)
class Observation:
    """One question that a function was asked, and the outcome."""

    function: str
    question: Question
    outcome: Returned | Refused
