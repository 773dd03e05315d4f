"""How a call of a learner's function can fail; each is a test outcome, never the kit's own fault."""

import re
import signal
from collections.abc import Mapping
from textwrap import indent
from typing import Any

from grading.results import Outcome

_MAX_PRINTED, _MAX_LINES = 300, 3
_CRASH = "Fatal Python error: "
_OWN_CALL = re.compile(r'  File "[^/<]')


class LearnerFailure(Exception):
    """A learner's function did not do what a hidden test asked of it.

    Attributes:
        outcome: the test outcome of the contract that this failure means.
        function: the function that was called last; "" as long as nobody noted it.
        unconfirmed: whether the machine may have caused it, so that it counts only if it happens again.
    """

    outcome: Outcome = "failed"
    function = ""

    def __init__(self, message: str, unconfirmed: bool = False) -> None:
        super().__init__(message)
        self.unconfirmed = unconfirmed


class CheckFailed(LearnerFailure):
    """It answered, and the answer is not right.

    Attributes:
        given: the answer, where it was compared with a right one; else None.
        expected: the right answer, or the class of the error that is right, in a tuple of its own; empty
            where nobody noted it. No message tells it.
    """

    given: Any = None
    expected: tuple[Any, ...] = ()


class Missing(LearnerFailure):
    """The file or the function is absent, or not written yet."""

    outcome: Outcome = "missing"


class Raised(LearnerFailure):
    """It raised an exception.

    Attributes:
        type_name: name of the exception's class.
        bases: names of the built-in classes that it is derived from, itself included.
    """

    outcome: Outcome = "error"

    def __init__(self, message: str, type_name: str, bases: tuple[str, ...]) -> None:
        super().__init__(message)
        self.type_name = type_name
        self.bases = bases


class TimedOut(LearnerFailure):
    """It was stopped because it took too long."""

    outcome: Outcome = "timeout"


class Crashed(LearnerFailure):
    """Its process died, or sent what is no answer."""

    outcome: Outcome = "crashed"


class KitFault(Exception):
    """The kit itself failed; no learner loses a point for it."""


def death(what: str, end: Mapping[str, Any], cpu_left: bool) -> Crashed:
    """How a worker died.

    A SIGKILL comes from outside, and the kit's own has a reason: too much memory or time, or a judge that
    heard no more of it. Where none was so, the machine may have sent it, being out of memory.

    Args:
        what: what ran.
        end: what `Worker.end` gave.
        cpu_left: whether it might have gone on computing.
    """
    code = end.get("ended")
    killed = code == -signal.SIGKILL
    over_memory, asked = end.get("over_memory"), end.get("asked", False)
    match code:
        case _ if over_memory:
            cause = f"Python used more than {over_memory} MB of memory, and was stopped."
        case _ if killed and asked:
            cause = "Python closed its way to the judge."
        case int() if code < 0:
            cause = f"Python was killed by signal {-code} ({signal.strsignal(-code)})."
        case int():
            cause = f"Python ended (exit code {code}); a function should return, never leave Python."
        case _:
            cause = "its process was lost."
    return Crashed(
        f"While {what} ran, {cause}{_last_words(str(end.get('printed', '')))}",
        unconfirmed=(killed and cpu_left and not over_memory and not asked) or not isinstance(code, int),
    )


def _last_words(printed: str) -> str:
    own, crash, rest = printed.partition(_CRASH)
    lines = own.strip().splitlines()[-_MAX_LINES:]
    if crash:
        reason, _, calls = rest.partition("\n")
        lines.append(crash + reason)
        # Nobody needs to hear of the kit's files and Python's; a learner's have no folder before their names.
        lines += [call for call in calls.splitlines() if _OWN_CALL.match(call)][:1]
    said = "\n".join(lines)[-_MAX_PRINTED:]
    return f"\nIt printed last:\n{indent(said, '  ')}" if said else ""
