"""The picture in docs/architecture.md is the code's own: imports follow its arrows."""

import subprocess
import sysconfig
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


def test_imports_follow_the_arrows() -> None:
    command = Path(sysconfig.get_path("scripts")) / "lint-imports"

    run = subprocess.run([command, "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False)

    assert run.returncode == 0, run.stdout + run.stderr
