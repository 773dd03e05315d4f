"""One class of malformed submissions between honest ones, graded by the real command."""

import csv
import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from tests.handed_in import make_folder
from tests.red_team.malformed.makers import MALFORMED
from tests.red_team.malformed.malformed import POOLING, POOLING_POINTS, Malformed

KIT = Path(sys.executable).with_name("kit")
HONEST = ("AA honest", "honest", "zz honest")  # first, in the middle and last


@dataclass(frozen=True)
class Aftermath:
    """What is there after the class was graded.

    Attributes:
        code: the command's exit code.
        said: what the command printed.
        results: the results by the learners' ids.
        folder: where they are kept.
        changed: paths below the submissions and beside them that are new, gone or other than before.
    """

    code: int
    said: str
    results: dict[str, dict[str, Any]]
    folder: Path
    changed: set[str]


def _state(folder: Path) -> set[tuple[str, int, int]]:
    found = set()
    for place, folders, files in os.walk(folder):
        for path in (Path(place, name) for name in (*folders, *files)):
            facts = path.lstat()
            found.add((str(path), facts.st_mtime_ns, facts.st_size))
    return found


@pytest.fixture(scope="module")
def aftermath(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Aftermath]:
    place = tmp_path_factory.mktemp("malformed")
    submissions, results, scratch = place / "in" / "class", place / "results", place / "scratch"
    for folder in (submissions, scratch):
        folder.mkdir(parents=True)
    for student in HONEST:
        make_folder(submissions / student, {"pooling.py": POOLING})
    for malformed in MALFORMED:
        malformed.make(submissions)
    before = _state(place / "in")

    run = subprocess.run(
        [KIT, "grade", submissions, "--out", results, "--jobs", "2", "--seed", "1"],
        capture_output=True,
        text=True,
        check=False,
        env=os.environ | {"TMPDIR": str(scratch)},
    )

    found = [json.loads(path.read_text("utf-8")) for path in (results / "results").iterdir()]
    yield Aftermath(
        code=run.returncode,
        said=run.stdout + run.stderr,
        results={result["student"]: result for result in found},
        folder=results,
        changed={path for path, *_ in _state(place / "in") ^ before} | set(map(str, scratch.iterdir())),
    )
    # Deeper than pytest's own clean-up likes.
    subprocess.run(["rm", "-rf", place], check=True)


@pytest.mark.parametrize("malformed", MALFORMED, ids=lambda malformed: malformed.name)
def test_it_has_the_result_that_it_should(aftermath: Aftermath, malformed: Malformed) -> None:
    result = aftermath.results[malformed.student]

    assert (result["status"], result["score"]) == (malformed.status, malformed.points), malformed.holds
    assert (result["problem"] is None) == (malformed.status == "graded")


def test_honest_neighbours_keep_their_points_and_the_kit_is_well(aftermath: Aftermath) -> None:
    assert {student: aftermath.results[student]["score"] for student in HONEST} == dict.fromkeys(
        HONEST, POOLING_POINTS
    )
    assert (aftermath.code, "Traceback" in aftermath.said) == (0, False)


def test_everyone_has_a_line_a_result_and_a_page_and_nothing_else_is_left(aftermath: Aftermath) -> None:
    students = len(HONEST) + len(MALFORMED)
    with (aftermath.folder / "grades.csv").open(encoding="utf-8", newline="") as table:
        assert len(list(csv.DictReader(table))) == students
    assert len(aftermath.results) == students
    for kind in ("results", "feedback"):
        names = [path.name for path in (aftermath.folder / kind).iterdir()]
        assert len({name.casefold() for name in names}) == students
        assert all(name.isprintable() and "\\" not in name for name in names)
    assert aftermath.changed == set()


def test_no_text_of_theirs_is_obeyed_by_a_terminal_a_spreadsheet_or_a_browser(aftermath: Aftermath) -> None:
    assert aftermath.said.replace("\n", "").isprintable()
    for table in aftermath.folder.glob("*.csv"):
        with table.open(encoding="utf-8", newline="") as lines:
            cells = [cell for row in csv.reader(lines) for cell in row]
        pieces = [piece for cell in cells for piece in re.split("[;\n\t]", cell)]
        assert all(piece.isprintable() and not piece.startswith(("=", "@", "+")) for piece in pieces)
    for page in (aftermath.folder / "report.html", *aftermath.folder.glob("feedback/*.html")):
        text = page.read_text("utf-8")
        assert text.replace("\n", "").isprintable()
        assert _elements(text).isdisjoint({"script", "img", "iframe", "object", "form", "base"})


class _Elements(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
        self.found.add(tag)


def _elements(page: str) -> set[str]:
    parser = _Elements()
    parser.feed(page)
    return parser.found


def test_every_kind_of_trouble_is_there() -> None:
    assert len(MALFORMED) >= 15
    assert len({malformed.student for malformed in MALFORMED}) == len(MALFORMED)
