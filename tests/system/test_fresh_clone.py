"""On a fresh clone, with only Python and make: `make demo` grades the example class."""

import csv
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
NOBODY = 65534
# The way to the network is the machine's, not the user's: it comes along, and nothing else does.
NETWORK = ("http_proxy", "https_proxy", "no_proxy", "SSL_CERT_FILE", "SSL_CERT_DIR")
OFFLINE = {"UV_OFFLINE": "1", "http_proxy": "http://127.0.0.1:9", "https_proxy": "http://127.0.0.1:9"}


@dataclass(frozen=True)
class Newcomer:
    """Somebody with a fresh clone, an empty home and Debian's bare commands."""

    becoming: tuple[str, ...]
    clone: Path
    environment: dict[str, str]

    def runs(self, *command: str, **settings: str) -> str:
        """What a command prints in the clone; the test fails where the command does."""
        process = subprocess.run(
            [*self.becoming, *command],
            cwd=self.clone,
            env=self.environment | settings,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
        assert process.returncode == 0, process.stdout
        return process.stdout


@pytest.fixture(params=["ordinary user", "root"])
def newcomer(request: pytest.FixtureRequest) -> Iterator[Newcomer]:
    if request.param == "root" and os.getuid() != 0:
        pytest.skip("needs root: grading as root is a case of its own")
    becoming: tuple[str, ...] = ()
    if request.param == "ordinary user" and os.getuid() == 0:
        becoming = ("setpriv", f"--reuid={NOBODY}", f"--regid={NOBODY}", "--clear-groups")
    # Not below pytest's own folder, which is closed to other users.
    place = Path(tempfile.mkdtemp(prefix="kit-newcomer-"))
    try:
        for folder in ("home", "tmp"):
            (place / folder).mkdir()
        trust = {"GIT_CONFIG_COUNT": "1", "GIT_CONFIG_KEY_0": "safe.directory", "GIT_CONFIG_VALUE_0": "*"}
        subprocess.run(
            ["git", "clone", "--quiet", "--no-local", ROOT, place / "kit"], env=os.environ | trust, check=True
        )
        if becoming:
            subprocess.run(["chown", "-R", f"{NOBODY}:{NOBODY}", place], check=True)
        environment = {name: os.environ[name] for name in NETWORK if name in os.environ}
        environment |= {"PATH": "/usr/bin:/bin", "HOME": str(place / "home"), "TMPDIR": str(place / "tmp")}
        yield Newcomer(becoming, place / "kit", environment)
    finally:
        shutil.rmtree(place)


@pytest.mark.timeout(900)
def test_demo_grades_the_class(newcomer: Newcomer) -> None:
    printed = newcomer.runs("make", "demo", "PYTHON=/usr/bin/python3")

    students = sorted(entry.name.removesuffix(".zip") for entry in (ROOT / "examples" / "class").iterdir())
    with (newcomer.clone / "demo-results" / "grades.csv").open(newline="", encoding="utf-8") as grades:
        assert sorted(row["student"] for row in csv.DictReader(grades)) == students
    assert [student for student in students if student not in printed] == []
    assert newcomer.runs("git", "status", "--short") == ""


@pytest.mark.timeout(900)
@pytest.mark.parametrize("newcomer", ["ordinary user"], indirect=True)
def test_a_second_run_installs_nothing_and_needs_no_network(newcomer: Newcomer) -> None:
    newcomer.runs("make", "setup", "PYTHON=/usr/bin/python3")

    printed = newcomer.runs("make", "setup", "demo", **OFFLINE)

    assert "Installed" not in printed
    assert "demo-results/grades.csv" in printed
