"""The record of a run of the visible checks: written as it goes, so that it outlives a process that dies."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path


@dataclass
class Outcome:
    """How one check ended.

    Attributes:
        status: `passed`, `failed`, `unwritten`, `slow` (took too long) or `died` (Python stopped).
        message: what the learner reads; may be empty.
        function: the function that is to blame, else the one that was called last, if any.
        output: what the learner's code printed.
        cause: why the result may be wrong, where no belief is named.
        candidates: the ways to be wrong that give just what the learner's code gave; `helpers.cases` says
            how they are written. An id alone was made out by the check itself.
        vague: those that go wrong here too, in a way that can't be foretold.
        refuted: those that would have given something else.
    """

    status: str
    message: str = ""
    function: str | None = None
    output: str = ""
    cause: str | None = None
    candidates: Sequence[str] = ()
    vague: Sequence[str] = ()
    refuted: Sequence[str] = ()


@dataclass
class Run:
    """What is known of a run so far.

    Attributes:
        totals: how many checks each exercise has, by its name.
        ideas: the first line of each selected check's docstring, by the check's id, in their order.
        outcomes: how the checks ended, by id.
        current: the check that is under way.
        function: the function that it called last.
        finished: whether pytest came to its end.
        untimed: whether no time limit holds: a debugger was entered, or the kit itself imports Keras.
    """

    totals: dict[str, int] = field(default_factory=dict)
    ideas: dict[str, str] = field(default_factory=dict)
    outcomes: dict[str, Outcome] = field(default_factory=dict)
    current: str | None = None
    function: str | None = None
    finished: bool = False
    untimed: bool = False

    @property
    def remaining(self) -> list[str]:
        """Ids of the selected checks that have no outcome."""
        return [check for check in self.ideas if check not in self.outcomes]

    @property
    def passed(self) -> bool:
        """Whether every selected check is passed."""
        return all(check in self.outcomes and self.outcomes[check].status == "passed" for check in self.ideas)

    @property
    def halted(self) -> set[str]:
        """Functions that hung or ended Python."""
        return {o.function for o in self.outcomes.values() if o.function and o.status in ("slow", "died")}

    def apply(self, event: dict[str, object]) -> None:
        """Take in one event of the log."""
        match event:
            case {"collected": dict(ideas), "totals": dict(totals)}:
                self.ideas, self.totals = {**ideas, **self.ideas}, totals
            case {"started": str(check)}:
                self.current, self.function = check, None
            case {"called": str(function)}:
                self.function = function
            case {"ended": str(check), **outcome}:
                fields = {"function": self.function, **outcome}
                self.outcomes[check] = Outcome(**fields)  # type: ignore[arg-type]  # JSON has no field types
                self.current = None
            case {"finished": True}:
                self.finished = True
            case {"untimed": bool(state)}:
                self.untimed = state


class Log:
    """A file of events, a JSON object a line, that one process writes while another one reads."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def write(self, **event: object) -> None:
        """Append an event; it is on its way to the reader before this returns."""
        with self.path.open("a", encoding="utf-8") as file:
            file.write(json.dumps(event) + "\n")

    def read(self) -> Run:
        """Put together what happened so far."""
        run = Run()
        if self.path.exists():
            for line in self.path.read_text(encoding="utf-8").splitlines(keepends=True):
                if line.endswith("\n"):  # else it is still being written
                    run.apply(json.loads(line))
        return run
