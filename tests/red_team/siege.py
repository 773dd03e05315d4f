"""A class of attacks with honest neighbours between them, graded by the real `kit grade`."""

import json
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.red_team import traces
from tests.red_team.attack import Attack
from tests.red_team.malformed.malformed import Malformed
from tests.red_team.prey import Prey, laid_out

JOBS = 2
PEAK_BYTES = int((JOBS * 3.5 + 3) * 2**30)
"""What a run may hold in memory at most: so much for each job, and the rest for the servers."""

_TOOLS = Path(__file__).with_name("tools")
_TIMEOUT_S = 3
_SEED = 11
_NUMPY = ("convolution.py", "pooling.py")
_HONEST = {
    "pooling": ("pooling.py",),
    "numpy": _NUMPY,
    "whole": (*_NUMPY, "model.py", "training.py", "answers.md", "custom_loop.py"),
}


@dataclass(frozen=True)
class Grader:
    """Who grades, and with which kit.

    Attributes:
        course: a checkout of the kit with its `.venv`.
        environment: the variables of the command.
        becoming: a command that runs the rest of its line as somebody else.
        owner: number of that user; None where it is the one who runs the tests.
    """

    course: Path
    environment: Mapping[str, str]
    becoming: tuple[str, ...] = ()
    owner: int | None = None

    @property
    def packages(self) -> Path:
        """Where the kit's libraries lie."""
        (found,) = (self.course / ".venv" / "lib").glob("python3*/site-packages")
        return found


@dataclass(frozen=True)
class Graded:
    """What `kit grade` made of a class.

    Attributes:
        exit_code: of the command.
        printed: what it said.
        results: what `results/<student>.json` holds, by student.
        pages: each student's page.
        peak_bytes: the most memory that was held at once.
    """

    exit_code: int
    printed: str
    results: Mapping[str, Any]
    pages: Mapping[str, str]
    peak_bytes: int


@dataclass(frozen=True)
class Siege:
    """What came of it.

    Attributes:
        graded: what was made of the class.
        in_peace: what was made of the honest submissions alone.
        honest: which of the submissions in peace each honest student of the class handed in.
        reached: services outside that an attack reached.
        left_behind: processes, files and mounts that were there afterwards and not before.
        spoiled: files that were changed and should not have been.
    """

    graded: Graded
    in_peace: Graded
    honest: Mapping[str, str]
    reached: list[str]
    left_behind: list[str]
    spoiled: list[str]

    def breaches(self, attack: Attack) -> list[str]:
        """What an attack's result breaks of what must hold."""
        (student,) = (name for name in self.graded.results if name.endswith(attack.name))
        return attack.breaches(self.graded.results[student], self.graded.pages[student])

    def breaches_of(self, malformed: Malformed) -> list[str]:
        """What the result of a malformed submission breaks of what must hold."""
        (result,) = (one for one in self.graded.results.values() if one["student"] == malformed.student)
        found, right = (result["status"], result["score"]), (malformed.status, malformed.points)
        return [] if found == right else [f"it is {found}, not {right}: {result['problem']}"]

    def disorder(self) -> list[str]:
        """What is not as if nobody had attacked."""
        peak_bytes = self.graded.peak_bytes
        return [
            *([self.graded.printed] if self.graded.exit_code else []),
            *(f"{student} has another verdict than in peace" for student in self._moved()),
            *(f"an attack reached {service}" for service in self.reached),
            *(f"{path} was changed" for path in self.spoiled),
            *(f"left behind: {what}" for what in self.left_behind),
            *([f"{peak_bytes:,} bytes were held at once"] if not 0 < peak_bytes < PEAK_BYTES else []),
        ]

    def _moved(self) -> list[str]:
        return [
            student
            for student, kind in self.honest.items()
            if _verdict(self.graded.results[student]) != _verdict(self.in_peace.results[kind])
        ]


def _verdict(result: Mapping[str, Any]) -> object:
    return [result[field] for field in ("status", "score", "bonus", "exercises", "tests", "answers")]


def besiege(
    grader: Grader,
    attacks: Iterable[Attack],
    honest_kinds: Iterable[str],
    malformed: Iterable[Malformed] = (),
) -> Siege:
    """Grade a class of attacks, with an honest neighbour before and after each.

    Args:
        grader: who grades, and with which kit.
        attacks: in this order.
        honest_kinds: what the honest hand in, one after the other: `pooling`, `numpy` or `whole`; as many
            as there are attacks, and one more.
        malformed: are handed in as well.
    """
    with _place(grader) as place:
        kinds = list(honest_kinds)
        for kind in sorted(set(kinds)):
            _honest(grader, place / "peace" / kind, kind)
        in_peace = _graded(grader, place, "peace", {})
        with laid_out(place / "decoys") as prey:
            honest = _lay_class(grader, place, list(attacks), kinds, prey)
            sources = [
                *(grader.course / name for name in ("src", "graders", "solutions", "exercises")),
                # The malformed are not among them: some have no end when they are read.
                *(place / "class").iterdir(),
                place / "decoys",
            ]
            for entry in malformed:
                entry.make(place / "class")
            _give_away(grader, place)
            mounts, marks = traces.mounts(), traces.marks(sources, grader.packages)
            processes = traces.descendants(os.getpid())
            with traces.adopting_orphans():
                graded = _graded(grader, place, "class", {"RED_TEAM_SECRET": prey.secret})
                left = traces.outliving(traces.descendants(os.getpid()) - processes)
            left += sorted(map(str, (place / "tmp").iterdir()))
            left += sorted(traces.mounts() - mounts)
            left += traces.named(prey.token, place, grader.course)
            spoiled = traces.changed(marks, traces.marks(sources, grader.packages))
            return Siege(graded, in_peace, honest, prey.reached, left, spoiled)


@contextmanager
def _place(grader: Grader) -> Iterator[Path]:
    # Not below pytest's own folder, which is closed to other users.
    place = Path(tempfile.mkdtemp(prefix="kit-siege-"))
    try:
        place.chmod(0o755)
        for name in ("home", "tmp", "decoys", "class", "peace"):
            (place / name).mkdir()
        _give_away(grader, place)
        yield place
    finally:
        # Some of the malformed are deeper than Python's own way to remove folders likes.
        subprocess.run(["rm", "-rf", place], check=True)


def _give_away(grader: Grader, place: Path) -> None:
    """Let it all belong to who grades, so that it is the locks alone that keep attacks out."""
    if grader.owner is not None:
        for where, folders, files in os.walk(place):
            for name in (".", *folders, *files):
                os.chown(Path(where, name), grader.owner, grader.owner, follow_symlinks=False)


def _lay_class(
    grader: Grader, place: Path, attacks: list[Attack], kinds: list[str], prey: Prey
) -> dict[str, str]:
    outside = prey.outside(
        COURSE=str(grader.course),
        PACKAGES=str(grader.packages),
        HOME=str(place / "home"),
        SUBMISSIONS=str(place / "class"),
        RESULTS=str(place / "class results"),
    )
    honest = {}
    for number, kind in enumerate(kinds):
        student = f"{number:03}-honest"
        honest[student] = kind
        _honest(grader, place / "class" / student, kind)
        if number < len(attacks):
            _malicious(
                grader, place / "class" / f"{number:03}-{attacks[number].name}", attacks[number], outside
            )
    return honest


def _honest(grader: Grader, folder: Path, kind: str) -> None:
    folder.mkdir()
    for name in _HONEST[kind]:
        shutil.copy(grader.course / "solutions" / name, folder)


def _malicious(grader: Grader, folder: Path, attack: Attack, outside: str) -> None:
    """Hand in an attack with what it may need: the facts about outside, and right solutions."""
    shutil.copytree(attack.folder, folder, ignore=shutil.ignore_patterns("attack.toml", "__pycache__"))
    (folder / "outside.py").write_text(outside)
    for tool in _TOOLS.glob("*.py"):
        shutil.copy(tool, folder)
    for module in ("convolution", "pooling", "model", "training"):
        shutil.copy(grader.course / "solutions" / f"{module}.py", folder / f"right_{module}.py")


def _graded(grader: Grader, place: Path, name: str, environment: Mapping[str, str]) -> Graded:
    results, said = place / f"{name} results", place / f"{name}.txt"
    options = ["--jobs", str(JOBS), "--timeout", str(_TIMEOUT_S), "--seed", str(_SEED)]
    results.mkdir()
    _give_away(grader, place)
    kit = str(grader.course / ".venv" / "bin" / "kit")
    with said.open("wb") as output:
        process = subprocess.Popen(
            [*grader.becoming, kit, "grade", str(place / name), "--out", str(results), *options],
            cwd=place,
            env={
                **grader.environment,
                "HOME": str(place / "home"),
                "TMPDIR": str(place / "tmp"),
                "COLUMNS": "200",
                **environment,
            },
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
        )
        peak_bytes = traces.watched(process)
    return Graded(
        process.returncode,
        said.read_text("utf-8", "replace"),
        {file.stem: json.loads(file.read_text("utf-8")) for file in (results / "results").glob("*.json")},
        {file.stem: file.read_text("utf-8") for file in (results / "feedback").glob("*.html")},
        peak_bytes,
    )
