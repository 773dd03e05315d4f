"""nbgrader's tree of what was collected: `submitted/<student>/<assignment>/`, with the time in a file.

The layout is `CourseDirectory.directory_structure` (nbgrader's `coursedir.py`). The text of `timestamp.txt`
is written by `exchange/default/submit.py` in `Exchange.timestamp_format`, by default `2026-11-23
00:30:42.000000 UTC`, and read by
`utils.parse_utc`: a time without a zone is in UTC, and the third word is an offset or the name of a zone.
"""

import os
import re
import stat
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from itertools import islice
from pathlib import Path
from zoneinfo import ZoneInfo

from grading.archives import NOT_COUNTED, shown
from grading.intake.entries import UnusableSubmissions

TIMESTAMP = "timestamp.txt"

_MOST_NAMES = 1000  # of a learner's folder: whoever has more is no learner of nbgrader's
_LONGEST_TIMESTAMP = 200


@dataclass(frozen=True)
class Tree:
    """What the folders of learners look like to nbgrader.

    Attributes:
        held: by the name of a learner's folder, the folders in it that hold a notebook or a timestamp.
        stamped: names of those of them that hold a timestamp, at anyone's.
    """

    held: Mapping[str, frozenset[str]]
    stamped: frozenset[str]

    @property
    def assignments(self) -> frozenset[str]:
        """Names of what was handed in."""
        return self.stamped or frozenset().union(*self.held.values())


def refuse_course(submissions: Path, names: Iterable[str]) -> None:
    """Say kindly that a whole course is no SUBMISSIONS.

    Raises:
        UnusableSubmissions: it is one.
    """
    if "submitted" in names and {"source", "release", "nbgrader_config.py", "gradebook.db"} & set(names):
        raise UnusableSubmissions(
            f"{submissions} looks like a whole nbgrader course. Expected what nbgrader has collected. Give "
            f"{submissions / 'submitted'} instead."
        )


def look_at(folders: Iterable[Path]) -> Tree:
    """See which learners' folders are as nbgrader makes them: they hold nothing but folders."""
    held: dict[str, frozenset[str]] = {}
    stamped: set[str] = set()
    for folder in folders:
        inside = _inside(folder)
        held[folder.name] = frozenset(inside)
        stamped.update(name for name, has_time in inside.items() if has_time)
    return Tree({name: inside for name, inside in held.items() if inside}, frozenset(stamped))


def the_assignment(tree: Tree, wanted: str) -> str:
    """Which assignment is meant.

    Args:
        tree: learners' folders.
        wanted: the name that the instructor gave, "" for none.

    Raises:
        UnusableSubmissions: there is none of that name, or several, and none was named.
    """
    names = sorted(tree.assignments)
    listed = ", ".join(map(shown, names))
    if wanted and wanted not in names:
        known = f"Give --assignment one of: {listed}" if names else "There are none in these submissions"
        raise UnusableSubmissions(f"Nobody has handed in an assignment {wanted!r}. {known}.")
    if not wanted and len(names) > 1:
        raise UnusableSubmissions(
            f"The submissions are of several assignments: {listed}. Say which one counts: --assignment NAME."
        )
    return wanted or names[0]


def submitted_at(folder: Path) -> tuple[datetime | None, str]:
    """When an assignment was handed in, as its `timestamp.txt` says.

    Returns:
        The time, None where it is not known; and what is wrong with the file, "" where nothing is.
    """
    path = folder / TIMESTAMP
    try:
        if not stat.S_ISREG(path.lstat().st_mode):
            return None, "it is no regular file"
        with path.open("rb") as stream:
            text = stream.read(_LONGEST_TIMESTAMP).decode("utf-8", errors="replace").strip()
    except FileNotFoundError:
        return None, ""
    except OSError as error:
        return None, f"it can't be read ({error.strerror})"
    time = parsed(text)
    return time, "" if time else f"it says {shown(text)!r}, which is no time such as 2026-11-23 00:30:42 UTC"


def parsed(text: str) -> datetime | None:
    """A time as nbgrader writes it, None where it is none."""
    day, _, rest = text.partition(" ")
    clock, _, zone_name = rest.partition(" ")
    zone = _zone(zone_name.strip())
    try:
        time = datetime.fromisoformat(f"{day} {clock}".strip())
    except ValueError:
        return None
    if zone is None:
        return None
    return time if time.tzinfo else time.replace(tzinfo=zone)


def _zone(name: str) -> tzinfo | None:
    """A time zone by its name or offset; none named is UTC, as for nbgrader."""
    offset = re.fullmatch(r"(?:UTC|GMT)?([+-])(\d\d):?(\d\d)", name)
    if offset:
        size = timedelta(hours=int(offset[2]), minutes=int(offset[3]))
        return timezone(-size if offset[1] == "-" else size) if size < timedelta(days=1) else None
    if name in ("", "Z"):
        return UTC
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):  # unknown; no sound name; the name of a folder of zones
        return None


def _inside(folder: Path) -> dict[str, bool]:
    """The folders in a learner's folder that hold a notebook or a time, and whether it is a time."""
    try:
        with os.scandir(folder) as listing:
            names = list(islice(listing, _MOST_NAMES + 1))
        counted = [e for e in names if e.name not in NOT_COUNTED and not e.name.startswith(".")]
        if len(names) > _MOST_NAMES or not all(entry.is_dir(follow_symlinks=False) for entry in counted):
            return {}
        held = {entry.name: _names_in(Path(entry.path)) for entry in counted}
    except OSError:
        return {}  # what is wrong with it is said where it is read
    return {
        name: TIMESTAMP in files
        for name, files in held.items()
        if TIMESTAMP in files or any(file.endswith(".ipynb") for file in files)
    }


def _names_in(folder: Path) -> set[str]:
    with os.scandir(folder) as listing:
        return {entry.name for entry in islice(listing, _MOST_NAMES)}
