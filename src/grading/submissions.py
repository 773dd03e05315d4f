"""Finds the submissions of a class and reads each: names and bytes, or why there are none. Never writes."""

import hashlib
import os
import stat
import sys
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from grading.archives import NOT_COUNTED, Contents, Folder, Limits, OutOfReach, Unreadable, ZipArchive, shown
from grading.arrivals import Arrival
from grading.unusable import Unusable

__all__ = ["Entry", "Limits", "Submission", "UnusableSubmissions", "find_entries", "read_submission"]

EXERCISE_FILES = ("convolution.py", "pooling.py", "model.py", "training.py", "custom_loop.py", "answers.md")
"""What a learner hands in, whether or not this version grades all of it."""

DEFAULT_LIMITS = Limits()

_MAX_NOTICES = 10  # a submission's own, lest one fill the instructor's screen

_EXERCISE_MODULES = frozenset(name.removesuffix(".py") for name in EXERCISE_FILES)
_KIT_CHECKS = frozenset(f"test_{name}" for name in _EXERCISE_MODULES)
# Meant as submissions, though of a kind that can't be read; any other loose file is no learner's.
_OTHER_KINDS = frozenset({".ipynb", ".py", ".rar", ".7z", ".tar", ".tgz", ".gz", ".bz2", ".xz"})
_RUNS_BY_ITSELF = frozenset({"conftest", "sitecustomize", "usercustomize"})
_SHADOWS = sys.stdlib_module_names | {"numpy", "keras", "tensorflow", "helpers", "grading"}


class UnusableSubmissions(Unusable):
    """SUBMISSIONS can't be used: the text says what was given, what was expected and what to do."""


@dataclass(frozen=True)
class Entry:
    """A submission that was found, but not read yet.

    Attributes:
        student: the learner's id, unique in the class.
        path: the folder or file.
        also: further files of the same submission, where a platform keeps them side by side.
        arrival: from where, when and as what it came.
        attempt: the how-manieth of the learner's submissions it is, from 1.
        learner: the id without the number that tells it from other submissions of the same learner.
    """

    student: str
    path: Path
    also: tuple[Path, ...] = ()
    arrival: Arrival = field(default_factory=Arrival)
    attempt: int = 1
    learner: str = ""


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


def find_entries(submissions: Path) -> tuple[list[Entry], list[str]]:
    """The entries of SUBMISSIONS, one a learner.

    Args:
        submissions: the folder with all of them.

    Returns:
        The entries sorted by id, and what should be reported: loose files that are no submissions, and ids
        that came twice (the second is `<id>-2`, or the next free number).

    Raises:
        UnusableSubmissions: where the folder is missing, no folder, unreadable, or holds no submission.
    """
    try:
        with os.scandir(submissions) as listing:
            found = sorted((entry for entry in listing if not _is_litter(entry)), key=lambda e: e.name)
    except FileNotFoundError:
        raise _unusable(f"{submissions} does not exist") from None
    except NotADirectoryError:
        raise _unusable(f"{submissions} is a file") from None
    except OSError as error:
        raise _unusable(f"{submissions} can't be read ({error.strerror})") from None

    loose = [entry for entry in found if _is_loose(entry)]
    hidden = [entry for entry in found if _is_hidden(entry)]
    entries = [entry for entry in found if not _is_hidden(entry) and not _is_loose(entry)]
    if not entries:
        held = f"holds only {shown(found[0].name)}" if found else "is empty"
        raise _unusable(f"{submissions} {held}")
    # No link is followed, not even to see where it ends: it may lead round in a circle.
    if all(entry.is_file(follow_symlinks=False) and entry.name.endswith(".py") for entry in entries):
        raise _unusable(f"{submissions} looks like one submission: it holds {shown(entries[0].name)} itself")

    if [entry.name for entry in entries] == ["exercises"] and entries[0].is_dir(follow_symlinks=False):
        raise _unusable(f"{submissions} looks like one submission: it holds exercises/ itself")

    notices = [
        f"{shown(entry.name)} is no submission and was left out: expected a folder or a .zip."
        for entry in loose
    ]
    notices += [
        f"{shown(entry.name)} was left out: its name begins with a dot. Rename it if it is a submission."
        for entry in hidden
    ]
    return _with_unique_ids(submissions, [entry.name for entry in entries], notices)


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
            files = _chosen(contents, notices)
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


def _is_litter(entry: os.DirEntry[str]) -> bool:
    """Whether a tool left it there; macOS puts a `._anna.zip` beside an `anna.zip`."""
    if entry.name in NOT_COUNTED or entry.name.startswith("._"):
        return True
    return _is_hidden(entry) and _is_loose(entry)


def _is_hidden(entry: os.DirEntry[str]) -> bool:
    return entry.name.startswith(".")


def _is_loose(entry: os.DirEntry[str]) -> bool:
    suffix = Path(entry.name).suffix.lower()
    return entry.is_file(follow_symlinks=False) and suffix != ".zip" and suffix not in _OTHER_KINDS


def _unusable(given: str) -> UnusableSubmissions:
    return UnusableSubmissions(
        f"{given}. Expected a folder with one entry for each learner: a folder or a .zip with the exercise "
        "files. Give the path of that folder."
    )


def _with_unique_ids(folder: Path, names: Iterable[str], notices: list[str]) -> tuple[list[Entry], list[str]]:
    wanted = sorted((_student(name), name) for name in names)
    taken = {student for student, _ in wanted}
    paths: dict[str, Path] = {}
    learners: dict[str, tuple[str, int]] = {}
    for student, name in wanted:
        unique, number = student, 1
        if student in paths:
            number = 2
            while (unique := f"{student}-{number}") in taken:
                number += 1
            taken.add(unique)
            notices.append(
                f"{shown(paths[student].name)} and {shown(name)} have one id: the second is graded "
                f"as {shown(unique)}."
            )
        paths[unique] = folder / name
        learners[unique] = student, number
    entries = [
        Entry(
            student,
            path,
            arrival=Arrival(entries=(path.name,)),
            attempt=learners[student][1],
            learner=learners[student][0],
        )
        for student, path in sorted(paths.items())
    ]
    return entries, notices


def _student(name: str) -> str:
    path = Path(name)
    stem = path.stem if path.suffix.lower() in (".zip", ".ipynb") else name
    # What looks the same is the same, on whichever system its name was typed.
    return unicodedata.normalize("NFC", stem)


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


def _chosen(contents: Contents, notices: list[str]) -> dict[str, bytes]:
    root, actual = _exercise_files(contents.sizes, notices)
    wanted = dict(actual)
    for name in sorted(set(contents.sizes).difference(actual.values())):
        own = name.removeprefix(root)
        if not name.startswith(root) or not _can_be_imported(own):
            continue
        # The name by which Python looks for it: macOS stores an accent as a character of its own.
        module = unicodedata.normalize("NFKC", own)
        if _is_own_module(module, notices) and (module not in wanted or module == own):
            wanted[module] = name
    files = {own: contents.read(name) for own, name in wanted.items()}
    return {own: content for own, content in files.items() if content is not None}


def _exercise_files(names: Iterable[str], notices: list[str]) -> tuple[str, dict[str, str]]:
    """The folder in which the exercises lie, and their files there by the names they should have."""
    names = sorted(names)
    found = {root: _files_in(root, names) for root in _roots(names)}
    # max takes the first of equals: nearest to the top, and `exercises` before any other folder.
    root = max(found, key=lambda candidate: len(found[candidate]))
    if not found[root]:
        raise Unreadable(_nothing_in(names))
    others = [other for other in found if found[other] and other != root]
    rivals = [
        other for other in others if _rank(other) == _rank(root) and len(found[other]) == len(found[root])
    ]
    if rivals:
        raise Unreadable(
            f"Both {shown(root)} and {shown(rivals[0])} hold exercise files, so it is not clear which count. "
            "Hand in one folder."
        )
    notices.extend(
        f"exercise files in {shown(other) or 'the top folder'} were left out: those in "
        f"{shown(root) or 'the top folder'} count."
        for other in others
    )
    return root, found[root]


def _roots(names: list[str]) -> Iterator[str]:
    """Where exercises may lie, best first: the top, `exercises`, one folder around either."""
    tops = {f"{name.split('/')[0]}/" for name in names if "/" in name}
    folders = sorted(tops, key=lambda folder: (_rank(folder), folder))
    yield ""
    yield from folders
    for folder in folders:
        inner = {name.removeprefix(folder).split("/")[0] for name in names if name.startswith(folder)}
        yield from (f"{folder}{name}/" for name in sorted(inner) if name.casefold() == "exercises")


def _rank(root: str) -> tuple[int, bool]:
    return root.count("/"), not root.casefold().endswith("exercises/")


def _files_in(root: str, names: list[str]) -> dict[str, str]:
    here = [name for name in names if name.startswith(root) and "/" not in name.removeprefix(root)]
    files = {}
    for expected in EXERCISE_FILES:
        variants = [name for name in here if name.removeprefix(root).casefold() == expected]
        if f"{root}{expected}" in variants:
            files[expected] = f"{root}{expected}"
        elif len(variants) == 1:
            files[expected] = variants[0]
    return files


def _can_be_imported(name: str) -> bool:
    return name.endswith(".py") and all(part.isidentifier() for part in name.removesuffix(".py").split("/"))


def _is_own_module(name: str, notices: list[str]) -> bool:
    parts = name.removesuffix(".py").split("/")
    if not _RUNS_BY_ITSELF.isdisjoint(parts) or parts[-1] in _KIT_CHECKS:
        return False
    if parts[0] in _SHADOWS or parts[0] in _EXERCISE_MODULES:
        notices.append(f"{shown(name)} was left out: it would take the place of the real {shown(parts[0])}.")
        return False
    return True


def _nothing_in(names: list[str]) -> str:
    *most, last = EXERCISE_FILES
    expected = f"{', '.join(most)} or {last}"
    held = ", ".join(shown(name) for name in names[:5]) + (" ..." if len(names) > 5 else "")
    nested = (
        " An archive inside is not opened." if any(name.lower().endswith(".zip") for name in names) else ""
    )
    return (
        f"There is no exercise file in the submission: it holds {held or 'nothing'}.{nested} Expected "
        f"{expected} at its top, in `exercises`, or in one folder around them. Hand in your exercises folder."
    )


def _digest(files: Mapping[str, bytes]) -> str:
    digest = hashlib.sha256()
    for name in sorted(files):
        for part in (name.encode(), files[name]):
            # The length keeps one part's end apart from the next one's start.
            digest.update(len(part).to_bytes(8, "big") + part)
    return digest.hexdigest()
