"""One submission: the names and bytes of what counts in it, or why there are none."""

import hashlib
import stat
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from grading.archives import Contents, Folder, Limits, OutOfReach, Unreadable, ZipArchive, shown
from grading.intake.choosing import EXERCISE_FILES, choose
from grading.intake.entries import Entry

__all__ = ["EXERCISE_FILES", "Submission", "read_submission"]

DEFAULT_LIMITS = Limits()

_MAX_NOTICES = 10  # a submission's own, lest one fill the instructor's screen


@dataclass(frozen=True)
class Submission:
    """What one learner handed in.

    Attributes:
        student: the learner's id.
        files: exercise files and the learner's own modules, by names such as `convolution.py` and
            `tools/pad.py`.
        problem: why nothing could be read, in words for the learner; None where all is well.
        digest: the same for the same files, or for the same problem.
        notices: what was left out or taken for something else, in words for the instructor.
        out_of_reach: whether the machine is to blame for the problem, and not the submission.
    """

    student: str
    files: Mapping[str, bytes]
    problem: str | None
    digest: str
    notices: tuple[str, ...] = ()
    out_of_reach: bool = False


def read_submission(entry: Entry, limits: Limits = DEFAULT_LIMITS) -> Submission:
    """Read one submission, whatever a learner made of it.

    Args:
        entry: as `find_entries` gave it.
        limits: how much it may hold, over all its files.

    Returns:
        Its files; or none, and a `problem`.
    """
    notices: list[str] = []
    try:
        with _opened(entry.path, limits) as contents:
            files = choose(contents, notices)
    except Unreadable as unreadable:
        problem = str(unreadable)
        return Submission(
            entry.student,
            {},
            problem,
            _digest({"problem": problem.encode()}),
            _first(notices),
            out_of_reach=isinstance(unreadable, OutOfReach),
        )
    return Submission(entry.student, files, None, _digest(files), _first(notices))


def _first(notices: list[str]) -> tuple[str, ...]:
    if len(notices) <= _MAX_NOTICES:
        return tuple(notices)
    more = len(notices) - _MAX_NOTICES + 1
    return (*notices[: _MAX_NOTICES - 1], f"{more} more notices of such a kind are not shown.")


def _opened(path: Path, limits: Limits) -> Contents:
    try:
        mode = path.lstat().st_mode
    except OSError as error:
        raise OutOfReach(
            f"The submission can't be read ({error.strerror}). Check that it is there, then grade again."
        ) from error
    if stat.S_ISLNK(mode):
        raise Unreadable(
            "The submission is a link, and links are not followed. Hand in the files themselves."
        )
    if stat.S_ISDIR(mode):
        return Folder(path, limits)
    suffix = path.suffix.lower()
    if stat.S_ISREG(mode) and suffix == ".zip":
        return ZipArchive(path, limits)
    what = f"a {shown(suffix)} file" if stat.S_ISREG(mode) and suffix else "neither a folder nor a file"
    raise Unreadable(
        f"The submission is {what}, which can't be graded. Hand in a .zip of your exercises folder."
    )


def _digest(files: Mapping[str, bytes]) -> str:
    digest = hashlib.sha256()
    for name in sorted(files):
        for part in (name.encode(), files[name]):
            # The length keeps one part's end apart from the next one's start.
            digest.update(len(part).to_bytes(8, "big") + part)
    return digest.hexdigest()
