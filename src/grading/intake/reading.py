"""One submission: the names and bytes of what counts in it, or why there are none."""

import hashlib
import stat
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from grading.archives import Contents, Folder, Limits, OutOfReach, Unreadable, ZipArchive, shown
from grading.intake.bundles import Bundle
from grading.intake.choosing import EXERCISE_FILES, choose, choose_from_all
from grading.intake.entries import Entry
from grading.intake.online_text import as_markdown
from grading.intake.platforms import DECODED
from helpers.answers import FILE_NAME

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
        files = _files(entry, limits, notices)
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


def _files(entry: Entry, limits: Limits, notices: list[str]) -> dict[str, bytes]:
    if entry.arrival.source not in DECODED:
        with _opened(entry.path, limits) as contents:
            return choose(contents, notices)
    notices.extend(
        f"{shown(path.name)} was left out: it is a link, and links are not followed."
        for path in entry.paths
        if stat.S_ISLNK(_mode(path))
    )
    with Bundle(entry, limits) as bundle:
        return _files_of(bundle, notices)


def _files_of(bundle: Bundle, notices: list[str]) -> dict[str, bytes]:
    typed_in = "\n\n".join(as_markdown(page) for page in bundle.pages)
    notices.extend(f"{shown(name)} was left out. {problem}" for name, problem in bundle.damaged.items())
    try:
        files = choose_from_all({"": bundle.loose, **bundle.archives}, notices)
    except Unreadable as nothing:
        if not typed_in.strip():
            if bundle.damaged and not bundle.archives:
                raise Unreadable(next(iter(bundle.damaged.values()))) from nothing
            raise
        if bundle.loose.sizes or bundle.archives:
            notices.append(str(nothing))
        files = {}
    if typed_in.strip() and FILE_NAME in files:
        notices.append(f"what was typed in on the platform was left out: {FILE_NAME} counts.")
    elif typed_in.strip():
        notices.append(f"what was typed in on the platform was taken for {FILE_NAME}.")
        files[FILE_NAME] = typed_in.encode()
    return files


def _mode(path: Path) -> int:
    try:
        return path.lstat().st_mode
    except OSError as error:
        raise OutOfReach(
            f"The submission can't be read ({error.strerror}). Check that it is there, then grade again."
        ) from error


def _opened(path: Path, limits: Limits) -> Contents:
    mode = _mode(path)
    if stat.S_ISLNK(mode):
        raise Unreadable(
            "The submission is a link, and links are not followed. Hand in the files themselves."
        )
    if stat.S_ISDIR(mode):
        return Folder(path, limits)
    suffix = path.suffix.lower()
    if stat.S_ISREG(mode) and suffix == ".zip":
        return ZipArchive(path, limits)
    if stat.S_ISREG(mode) and suffix == ".ipynb":
        return Folder(path.parent.resolve(), limits, only=(path.name,))
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
