"""Finds the submissions of a class."""

import os
import unicodedata
from pathlib import Path

from grading.archives import NOT_COUNTED, shown
from grading.arrivals import Arrival
from grading.intake.entries import Entry, UnusableSubmissions, with_unique_ids

# Meant as submissions, though of a kind that can't be read; any other loose file is no learner's.
_OTHER_KINDS = frozenset({".ipynb", ".py", ".rar", ".7z", ".tar", ".tgz", ".gz", ".bz2", ".xz"})


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
    found_entries = [_entry(submissions / entry.name) for entry in entries]
    return with_unique_ids(found_entries, notices), notices


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


def _student(name: str) -> str:
    path = Path(name)
    stem = path.stem if path.suffix.lower() in (".zip", ".ipynb") else name
    # What looks the same is the same, on whichever system its name was typed.
    return unicodedata.normalize("NFC", stem)


def _entry(path: Path) -> Entry:
    return Entry(_student(path.name), path, arrival=Arrival(entries=(path.name,)))
