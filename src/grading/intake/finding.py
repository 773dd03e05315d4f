"""Finds the submissions of a class, and tells by the names what SUBMISSIONS is."""

import os
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from grading.archives import NOT_COUNTED, shown
from grading.arrivals import Arrival, Source
from grading.intake import canvas, moodle, nbgrader
from grading.intake.encoded import Encoded
from grading.intake.entries import Entry, UnusableSubmissions, with_unique_ids
from grading.intake.times import Times

# Meant as submissions, though of a kind that can't be read; any other loose file is no learner's.
_OTHER_KINDS = frozenset({".ipynb", ".py", ".rar", ".7z", ".tar", ".tgz", ".gz", ".bz2", ".xz"})


def find_entries(
    submissions: Path, assignment: str = "", times: Times | None = None
) -> tuple[list[Entry], list[str]]:
    """The entries of SUBMISSIONS, one a learner's submission.

    Args:
        submissions: the folder with all of them: plain ones, nbgrader's `submitted/`, what was downloaded
            from Moodle or Canvas, in any mix; or the one folder in which these lie.
        assignment: which one of nbgrader's counts; "" where there is only one.
        times: when learners handed in, where a platform's table says so.

    Returns:
        The entries sorted by id, and what should be reported: loose files that are no submissions, names that
        do not fit among a platform's, and ids that came twice (the second is `<id>-2`, or the next free
        number).

    Raises:
        UnusableSubmissions: where the folder is missing, no folder, unreadable, or holds no submission; where
            it holds several of nbgrader's assignments and none is named.
    """
    notices: list[str] = []
    submissions, listed = _listed(submissions, notices)
    downloaded = _downloaded(listed)
    others = [entry for entry in listed if entry.name not in downloaded]
    notices.extend(_left_out(others))
    others = [entry for entry in others if not _is_hidden(entry) and not _is_loose(entry)]
    if not downloaded:
        _refuse_what_is_no_class(submissions, listed, others)
    else:
        notices.extend(
            f"{shown(entry.name)} does not fit among the names of {' and '.join(_platforms(downloaded))}: it "
            "is graded as a submission of its own."
            for entry in others
        )
    found = _of_platforms(submissions, downloaded)
    found += _of_nbgrader_or_plain(submissions, others, assignment, notices)
    if times is not None:
        found = times.added_to(found, notices)
    return with_unique_ids(found, notices), notices


def _listed(submissions: Path, notices: list[str]) -> tuple[Path, list[os.DirEntry[str]]]:
    """The folder in which the submissions lie, and its entries by name, without litter."""
    listed = _scanned(submissions)
    nbgrader.refuse_course(submissions, [entry.name for entry in listed])
    meant = [entry for entry in listed if not _is_hidden(entry) and not _is_loose(entry)]
    if len(meant) == 1 and meant[0].is_dir(follow_symlinks=False):
        top = submissions / meant[0].name
        try:
            inside = _scanned(top)
        except UnusableSubmissions:
            return submissions, listed  # what is wrong with it is said where it is read
        students = nbgrader.look_at(top / e.name for e in inside if e.is_dir(follow_symlinks=False))
        if _downloaded(inside) or students.stamped:
            notices.extend(_left_out(entry for entry in listed if entry.name != top.name))
            return top, inside
    return submissions, listed


def _scanned(folder: Path) -> list[os.DirEntry[str]]:
    try:
        with os.scandir(folder) as listing:
            return sorted((entry for entry in listing if not _is_litter(entry)), key=lambda e: e.name)
    except FileNotFoundError:
        raise _unusable(f"{folder} does not exist") from None
    except NotADirectoryError:
        unzip = ": unzip it first" if folder.suffix.lower() == ".zip" else ""
        raise _unusable(f"{folder} is a file{unzip}") from None
    except OSError as error:
        raise _unusable(f"{folder} can't be read ({error.strerror})") from None


def _refuse_what_is_no_class(
    submissions: Path, listed: Sequence[os.DirEntry[str]], meant: Sequence[os.DirEntry[str]]
) -> None:
    if not meant:
        held = f"holds only {shown(listed[0].name)}" if listed else "is empty"
        raise _unusable(f"{submissions} {held}")
    # No link is followed, not even to see where it ends: it may lead round in a circle.
    if all(entry.is_file(follow_symlinks=False) and entry.name.endswith(".py") for entry in meant):
        raise _unusable(f"{submissions} looks like one submission: it holds {shown(meant[0].name)} itself")
    if [entry.name for entry in meant] == ["exercises"] and meant[0].is_dir(follow_symlinks=False):
        raise _unusable(f"{submissions} looks like one submission: it holds exercises/ itself")


def _unusable(given: str) -> UnusableSubmissions:
    return UnusableSubmissions(
        f"{given}. Expected a folder with one entry for each learner: a folder or a .zip with the exercise "
        "files. Give the path of that folder."
    )


def _downloaded(listed: Iterable[os.DirEntry[str]]) -> dict[str, tuple[Source, Encoded]]:
    """What of SUBMISSIONS has a name that a platform made."""
    found: dict[str, tuple[Source, Encoded]] = {}
    files = []
    for entry in listed:
        is_folder = entry.is_dir(follow_symlinks=False)
        encoded = moodle.decoded(entry.name)
        if encoded is not None and (is_folder or encoded.file):
            found[entry.name] = ("moodle", encoded)
        elif not is_folder and not _is_hidden(entry):
            # A table or a note beside the download says nothing of where the rest comes from.
            files += [entry.name] if canvas.decoded(entry.name) or not _is_loose(entry) else []
    found.update((name, ("canvas", encoded)) for name, encoded in canvas.recognised(files).items())
    return found


def _platforms(downloaded: Mapping[str, tuple[Source, Encoded]]) -> list[str]:
    return sorted({source.capitalize() for source, _ in downloaded.values()})


def _of_platforms(submissions: Path, downloaded: Mapping[str, tuple[Source, Encoded]]) -> list[Entry]:
    """One entry for all that a platform keeps of one submission."""
    parts: defaultdict[tuple[Source, str, bool], dict[str, Encoded]] = defaultdict(dict)
    for name, (source, encoded) in sorted(downloaded.items()):
        parts[source, unicodedata.normalize("NFC", encoded.learner), encoded.late][name] = encoded
    entries = []
    for (source, learner, late), encoded_parts in parts.items():
        first, *others = encoded_parts
        arrival = Arrival(
            source=source,
            key=encoded_parts[first].key,
            name=unicodedata.normalize("NFC", encoded_parts[first].name),
            entries=tuple(encoded_parts),
            marked_late=late,
        )
        also = tuple(submissions / other for other in others)
        entries.append(Entry(learner, submissions / first, also, arrival))
    return entries


def _of_nbgrader_or_plain(
    submissions: Path, listed: Sequence[os.DirEntry[str]], assignment: str, notices: list[str]
) -> list[Entry]:
    folders = [submissions / entry.name for entry in listed if entry.is_dir(follow_symlinks=False)]
    tree = nbgrader.look_at(folders)
    paths = [submissions / entry.name for entry in listed]
    if not assignment and not tree.stamped:
        return [_plain(path) for path in paths]
    assignment = nbgrader.the_assignment(tree, assignment)
    entries = []
    for path in paths:
        held = tree.held.get(path.name, frozenset())
        if assignment in held:
            entries.append(_of_nbgrader(path, assignment, notices))
        elif held & tree.assignments:
            notices.append(
                f"{shown(path.name)} has handed in nothing for {shown(assignment)}, only for "
                f"{', '.join(map(shown, sorted(held)))}."
            )
        else:
            notices.append(
                f"{shown(path.name)} is not as nbgrader collects {shown(assignment)}: it is graded as a "
                "submission of its own."
            )
            entries.append(_plain(path))
    return entries


def _of_nbgrader(folder: Path, assignment: str, notices: list[str]) -> Entry:
    time, problem = nbgrader.submitted_at(folder / assignment)
    student = unicodedata.normalize("NFC", folder.name)
    if problem:
        notices.append(f"{shown(student)}: the time is not known from {nbgrader.TIMESTAMP}: {problem}.")
    arrival = Arrival("nbgrader", entries=(folder.name,), submitted_at=time)
    return Entry(student, folder / assignment, arrival=arrival)


def _plain(path: Path) -> Entry:
    stem = path.stem if path.suffix.lower() in (".zip", ".ipynb") else path.name
    # What looks the same is the same, on whichever system its name was typed.
    return Entry(unicodedata.normalize("NFC", stem), path, arrival=Arrival(entries=(path.name,)))


def _left_out(listed: Iterable[os.DirEntry[str]]) -> Iterator[str]:
    listed = list(listed)
    loose = [entry for entry in listed if _is_loose(entry)]
    hidden = [entry for entry in listed if _is_hidden(entry)]
    for entry in loose:
        yield f"{shown(entry.name)} is no submission and was left out: expected a folder or a .zip."
    for entry in hidden:
        yield (
            f"{shown(entry.name)} was left out: its name begins with a dot. Rename it if it is a submission."
        )


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
