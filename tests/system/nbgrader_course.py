"""A real course of nbgrader's in a folder, its commands, and formgrader with a browser before it."""

import os
import shutil
import subprocess
import sys
import threading
import urllib.parse
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from copy import deepcopy
from pathlib import Path
from typing import Any

import nbformat
from selenium import webdriver
from selenium.common.exceptions import WebDriverException
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.remote.webdriver import WebDriver
from selenium.webdriver.support.wait import WebDriverWait

from helpers.cli import main

HALF = {"convolve", "relu", "output_size", "conv_layer", "conv_parameters", "max_pooling"}
"""What `half` has solved: 25 points of convolution, 3 of the model, 10 for an answer."""


class Course:
    """An nbgrader course with the kit's assignment, graded by nobody yet.

    Args:
        place: an empty folder for the course and all that Jupyter writes.
    """

    def __init__(self, place: Path) -> None:
        self.folder = place / "course"
        self._home = place / "home"
        self._home.mkdir()
        (place / "exchange").mkdir()
        (place / "exchange").chmod(0o777)  # nbgrader asks for it: every learner writes there
        assert main(["build", "--course", str(self.folder)]) == 0
        with (self.folder / "nbgrader_config.py").open("a") as settings:
            settings.write(f"c.Exchange.root = {str(place / 'exchange')!r}\n")
        self.exchange = place / "exchange"

    @property
    def release(self) -> Path:
        """The learners' notebook."""
        return self.folder / "release" / "cnn" / "cnn.ipynb"

    @property
    def source(self) -> Path:
        """The instructor's notebook."""
        return self.folder / "source" / "cnn" / "cnn.ipynb"

    @property
    def environment(self) -> dict[str, str]:
        """As in a virtual environment that is active, with a home of its own."""
        here = {"HOME": str(self._home), "JUPYTER_ALLOW_INSECURE_WRITES": "1", "JUPYTER_PLATFORM_DIRS": "1"}
        return os.environ | here | {"PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}"}

    def nbgrader(self, *command: str) -> str:
        """What a command of nbgrader's prints; the test fails where the command does."""
        process = subprocess.run(
            [sys.executable, "-m", "nbgrader", *command],
            cwd=self.folder,
            env=self.environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
        assert process.returncode == 0, process.stdout
        return process.stdout

    def hand_in(self, student: str, solved: Collection[str], timestamp: str) -> None:
        """A submission as `nbgrader collect` lays it down: the release with some cells solved."""
        target = self.folder / "submitted" / student / "cnn"
        shutil.copytree(self.release.parent, target)
        (target / "timestamp.txt").write_text(timestamp)
        notebook = nbformat.read(self.release, as_version=4)
        nbformat.write(with_solutions(notebook, self.source, solved), target / "cnn.ipynb")

    @contextmanager
    def formgrader(self, browser: WebDriver) -> Iterator[str]:
        """Jupyter with nbgrader's extension on loopback, the browser signed in; formgrader's address."""
        command = ["-m", "jupyter", "server", "--allow-root", "--no-browser", "--ip=127.0.0.1", "--port=0"]
        server = subprocess.Popen(
            [sys.executable, *command, f"--ServerApp.root_dir={self.folder}"],
            cwd=self.folder,
            env=self.environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        assert server.stdout
        drain = threading.Thread(target=server.stdout.read)
        try:
            said = []
            for line in server.stdout:
                said.append(line)
                if "http://127.0.0.1:" in line and "token=" in line:
                    # What else it says has to go somewhere, or it would wait for ever to say it.
                    drain.start()
                    address = urllib.parse.urlsplit(line[line.index("http://") :].strip())
                    # It says so before it listens.
                    _visit(browser, f"http://{address.netloc}/login?{address.query}")
                    yield f"http://{address.netloc}/formgrader"
                    return
            raise AssertionError("".join(said))
        finally:
            server.terminate()
            server.wait()
            if drain.is_alive():
                drain.join()
            server.stdout.close()


def _visit(browser: WebDriver, address: str) -> None:
    def answers(shown: WebDriver) -> bool:
        shown.get(address)
        return True

    WebDriverWait(browser, 60, ignored_exceptions=[WebDriverException]).until(answers)


def with_solutions(notebook: Any, source: Path, solved: Collection[str] | None = None) -> Any:
    """A notebook with the source's solutions in the cells that are named, or in all."""
    made = deepcopy(notebook)
    solutions = {
        cell.metadata.nbgrader.grade_id: cell.source
        for cell in nbformat.read(source, as_version=4).cells
        if cell.metadata.get("nbgrader", {}).get("solution")
    }
    for cell in made.cells:
        name = cell.metadata.get("nbgrader", {}).get("grade_id")
        if name in solutions and (solved is None or name in solved):
            lines = [line for line in solutions[name].splitlines() if " SOLUTION" not in line]
            cell.source = "\n".join(lines)
    return made


@contextmanager
def chromium() -> Iterator[WebDriver]:
    """Debian's Chromium, without a window."""
    options = webdriver.ChromeOptions()
    options.binary_location = shutil.which("chromium") or "chromium"
    for argument in ("headless=new", "no-sandbox", "disable-dev-shm-usage", "window-size=1300,1600"):
        options.add_argument(f"--{argument}")
    with webdriver.Chrome(options, Service(shutil.which("chromedriver"))) as browser:
        yield browser
