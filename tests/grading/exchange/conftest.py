"""What the tests of exports share: a class with awkward names, as RESULTS."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from grading.results import Result
from grading.store import ResultStore
from helpers.cli import main


@pytest.fixture
def graded(tmp_path: Path) -> Callable[..., Path]:
    """Makes a RESULTS folder of these results."""

    def make(*results: Result, listed: Sequence[Result] | None = None) -> Path:
        store = ResultStore.open(tmp_path / "RESULTS", [result.student for result in results])
        for result in results:
            store.write(result)
        store.write_class(results if listed is None else listed, {})
        return store.path

    return make


@dataclass(frozen=True)
class Said:
    """What a command gave."""

    code: int
    out: str
    err: str


@pytest.fixture
def kit(capsys: pytest.CaptureFixture[str]) -> Callable[..., Said]:
    """Runs `kit export` with these arguments."""

    def run(*arguments: object) -> Said:
        code = main(["export", *map(str, arguments)])
        captured = capsys.readouterr()
        return Said(code, captured.out, captured.err)

    return run


@pytest.fixture
def contents() -> Callable[[Path], dict[str, bytes]]:
    """Every file of a folder and its bytes."""
    return lambda folder: {
        str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()
    }
