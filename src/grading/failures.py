"""How a call of a learner's function can fail; each is a test outcome, never the kit's own fault."""

from grading.results import Outcome


class LearnerFailure(Exception):
    """A learner's function did not do what a hidden test asked of it.

    Attributes:
        outcome: the test outcome of the contract that this failure means.
        function: the function that was called last; "" as long as nobody noted it.
    """

    outcome: Outcome = "failed"
    function = ""


class CheckFailed(LearnerFailure):
    """It answered, and the answer is not right."""


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
