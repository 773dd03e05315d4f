"""What an instructor sees in the terminal while a class is graded, and at the end."""

import time
from collections import Counter
from types import TracebackType
from typing import Self

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    ProgressColumn,
    Task,
    TextColumn,
    TimeRemainingColumn,
)
from rich.table import Table
from rich.text import Text

from grading.archives import printable, shown
from grading.batch import Report
from grading.results import EXERCISE_NAMES, Result

_LINE_EVERY_S = 2.0
_MAX_ROWS = 40
# In a terminal of 80 columns there must be room for names and for what happened.
_HEADS = {"convolution": "conv", "pooling": "pool", "training": "train"}


class _Rate(ProgressColumn):
    def render(self, task: Task) -> Text:
        """Submissions a second, as far as it can be told."""
        return Text(f"{task.speed:.1f}/s" if task.speed else "-/s")


class TerminalAudience:
    """A progress bar in a terminal, plain lines elsewhere. Use it as a context manager.

    Args:
        console: where to write.
    """

    def __init__(self, console: Console) -> None:
        self._console = console
        self._bar = Progress(
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            _Rate(),
            TimeRemainingColumn(compact=True),
            console=console,
            disable=not console.is_terminal,
        )
        self._total = self._done = 0
        self._began = self._last_line = time.monotonic()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._bar.stop()

    def notice(self, text: str) -> None:
        """Print a line that an instructor should know."""
        self._console.print(Text(f"Note: {printable(text)}"), soft_wrap=True)

    def begin(self, total: int, kept: int) -> None:
        """Say what will be done, and start the bar."""
        self._total = total
        if kept:
            self._console.print(f"{kept} unchanged since an earlier run: kept.")
        if total:
            self._console.print(f"{total} to grade.")
            self._task = self._bar.add_task("Grading", total=total)
            self._bar.start()
        self._began = self._last_line = time.monotonic()

    def graded(self, result: Result) -> None:  # noqa: ARG002 - an audience may want to know whose
        """Move on by one."""
        self._done += 1
        self._bar.advance(self._task)
        now = time.monotonic()
        last = self._done == self._total
        if self._console.is_terminal or not (last or now - self._last_line >= _LINE_EVERY_S):
            return
        self._last_line = now
        rate = self._done / max(now - self._began, 1e-3)
        speed = f"{rate:.1f} a second" if rate >= 1 else f"{1 / rate:.1f} s each"
        left = "" if last else f", about {(self._total - self._done) / rate:.0f} s left"
        self._console.print(f"{self._done} of {self._total} graded, {speed}{left}", highlight=False)


def print_table(console: Console, report: Report) -> None:
    """Print a line a learner, and what became of the class.

    Args:
        console: where to write.
        report: what the run did; of a large class only the first learners are listed.
    """
    exercises = [
        name for name in EXERCISE_NAMES if any(result.exercises[name].max_score for result in report.results)
    ]
    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column("student", overflow="fold")
    for name in ("score", *exercises):
        table.add_column(_HEADS.get(name, name), justify="right", no_wrap=True)
    table.add_column("what happened", overflow="fold")
    for result in report.results[:_MAX_ROWS]:
        scores = (result.exercises[name] for name in exercises)
        table.add_row(
            Text(shown(result.student)),
            _points(result.score, result.max_score),
            *(_points(score.score, score.max_score) for score in scores),
            Text(printable(what_happened(result))),
        )
    console.print(table)
    if len(report.results) > _MAX_ROWS:
        console.print(f"... and {len(report.results) - _MAX_ROWS} more: see grades.csv.")


def _points(score: float | None, most: float) -> str:
    return "-" if score is None else f"{score:g}/{most:g}"


def what_happened(result: Result) -> str:
    """A result in a few words.

    The problem's first sentence; or how the tests that were not passed ended, and what a person should read.
    """
    if result.problem is not None:
        return f"{result.status}: {result.problem.partition('. ')[0].removesuffix('.')}"
    if result.status == "absent":
        return f"absent: nothing came in{_final(result)}"
    ended = Counter(test.outcome for test in result.tests if test.outcome != "passed" and not test.untried)
    said = [f"{count} {outcome}" for outcome, count in ended.most_common()]
    if result.tests and not said:
        said.append("all passed")
    if result.retried:
        said.append(f"{len(result.retried)} tried twice")
    to_read = len(result.to_review)
    if to_read:
        said.append(f"{to_read} to read")
    if result.late_penalty:
        said.append(f"late: {-result.late_penalty:g}")
    return ", ".join(said) + _final(result)


def _final(result: Result) -> str:
    return "" if result.final in (None, result.score) else f", counts {result.final:g}"
