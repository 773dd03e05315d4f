"""A learner's folder, and pytest's own command line run over it."""

import os
import shutil
import subprocess
import sysconfig
from collections.abc import Mapping
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PYTEST = Path(sysconfig.get_path("scripts")) / "pytest"


class Workspace:
    """A copy of `exercises/` as a learner has it, below `root`."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.folder = root / "exercises"
        shutil.copytree(ROOT / "exercises", self.folder, ignore=shutil.ignore_patterns("__pycache__"))

    def write(self, name: str, text: str) -> None:
        """Put a file of the learner's into the folder."""
        (self.folder / name).write_text(text, encoding="utf-8")

    def solve(self, *names: str) -> None:
        """Put the solutions of some files in."""
        for name in names:
            shutil.copy(ROOT / "solutions" / name, self.folder / name)

    def fill_in(self, name: str, bodies: Mapping[str, str]) -> None:
        """Put other bodies into some functions of a solution."""
        text = (ROOT / "solutions" / name).read_text(encoding="utf-8")
        for function, body in bodies.items():
            head, tail = text.split(f"def {function}(")
            region = tail.partition("    ### BEGIN SOLUTION\n")[2].partition("    ### END SOLUTION\n")[0]
            text = f"{head}def {function}({tail.replace(region, body)}"
        self.write(name, text)

    def check(
        self, *arguments: str, cwd: Path | None = None, env: Mapping[str, str] | None = None, stdin: str = ""
    ) -> subprocess.CompletedProcess[str]:
        """Run the visible checks; `-o check_seconds=...` may shorten the limit."""
        return subprocess.run(
            [PYTEST, *(arguments or ["exercises/"])],
            cwd=cwd or self.root,
            env={**os.environ, **(env or {})},
            input=stdin,
            capture_output=True,
            text=True,
            check=False,
        )


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    """Untouched stubs."""
    return Workspace(tmp_path)
