"""Which of a submission's files count, and by which names."""

import sys
import unicodedata
from collections.abc import Iterator, Mapping, Sized

from grading.archives import Contents, Unreadable, shown
from grading.intake.notebooks import with_notebook
from grading.intake.originals import original

EXERCISE_FILES = ("convolution.py", "pooling.py", "model.py", "training.py", "custom_loop.py", "answers.md")
"""What a learner hands in, whether or not this version grades all of it."""

_EXERCISE_MODULES = frozenset(name.removesuffix(".py") for name in EXERCISE_FILES)
_KIT_CHECKS = frozenset(f"test_{name}" for name in _EXERCISE_MODULES)
_RUNS_BY_ITSELF = frozenset({"conftest", "sitecustomize", "usercustomize"})
_SHADOWS = sys.stdlib_module_names | {"numpy", "keras", "tensorflow", "helpers", "grading"}


def choose(contents: Contents, notices: list[str]) -> dict[str, bytes]:
    """The exercise files and the learner's own modules.

    Args:
        contents: what a submission holds.
        notices: gets what was left out or taken for something else, in words for the instructor.

    Returns:
        Bytes by names such as `convolution.py` and `tools/pad.py`.

    Raises:
        Unreadable: there is no exercise file, or it is not clear which ones count.
    """
    names = sorted(contents.sizes)
    root, actual = _exercise_files(names, notices)
    notebooks = _notebooks(names, root if actual else None)
    if not actual:
        if not notebooks:
            raise Unreadable(_nothing_in(names))
        root = notebooks[0].removesuffix(_last_part(notebooks[0]))
    wanted = {**_own_modules(names, root, actual, notices), **actual}
    files = {own: content for own, name in wanted.items() if (content := contents.read(name)) is not None}
    notices.extend(
        f"{shown(other)} was left out: {shown(notebooks[0])} is the notebook that counts."
        for other in notebooks[1:]
    )
    if notebooks and (notebook := contents.read(notebooks[0])) is not None:
        return with_notebook(files, notebooks[0], notebook, notices)
    return files


def choose_from_all(places: Mapping[str, Contents], notices: list[str]) -> dict[str, bytes]:
    """What counts of a submission that came in several places, such as loose files and a zip.

    A file of an earlier place counts more than one of the same name in a later one.

    Args:
        places: by what they are called in a message, "" for loose files.
        notices: see `choose`.

    Raises:
        Unreadable: there is no exercise file in any of them, or of one it is not clear which files count.
    """
    files: dict[str, bytes] = {}
    nothing: dict[str, Unreadable] = {}
    for place, contents in places.items():
        try:
            found = choose(contents, notices)
        except Unreadable as unreadable:
            nothing[place] = unreadable
            continue
        beaten = [own for own, content in found.items() if files.get(own, content) != content]
        if beaten:
            notices.append(
                f"{', '.join(beaten)} of {shown(place)} {_was(beaten)} left out: another of that name counts."
            )
        files = {**found, **files}
    if not files:
        raise next((unreadable for place, unreadable in nothing.items() if place), nothing[""])
    notices.extend(
        f"{shown(place)} was left out. {unreadable}" for place, unreadable in nothing.items() if place
    )
    return files


def _notebooks(names: list[str], root: str | None) -> list[str]:
    """The notebooks in a folder, the first of which counts; without one in the folder nearest to the top."""
    found = {
        candidate: notebooks
        for candidate in (_roots(names) if root is None else [root])
        if (notebooks := [name for name in _directly_in(candidate, names) if name.lower().endswith(".ipynb")])
    }
    if not found:
        return []
    first, *others = sorted(found, key=lambda candidate: (_rank(candidate), candidate))
    if others and _rank(others[0]) == _rank(first):
        raise Unreadable(
            f"Both {shown(first)} and {shown(others[0])} hold notebooks, so it is not clear which counts. "
            "Hand in one folder."
        )
    # What is no copy comes before its copies.
    return sorted(found[first], key=lambda name: (original(_last_part(name)) != _last_part(name), name))


def _own_modules(
    names: list[str], root: str, actual: Mapping[str, str], notices: list[str]
) -> dict[str, str]:
    """The learner's own modules by the names that Python looks for."""
    wanted: dict[str, str] = {}
    copies: dict[str, str] = {}
    for name in sorted(set(names).difference(actual.values())):
        own = name.removeprefix(root)
        if not name.startswith(root):
            continue
        if not _can_be_imported(own):
            of = _original_path(own)
            if of != own and _can_be_imported(of) and of not in EXERCISE_FILES:
                copies[of] = name
            continue
        # macOS stores an accent as a character of its own.
        module = unicodedata.normalize("NFKC", own)
        if _is_own_module(module, notices) and (module not in wanted or module == own):
            wanted[module] = name
    for module, name in copies.items():
        if module in wanted:
            notices.append(f"{shown(name)} was left out: {shown(module)} counts.")
        elif _is_own_module(module, notices):
            notices.append(f"{shown(name)} was taken for {shown(module)}.")
            wanted[module] = name
    return wanted


def _exercise_files(names: list[str], notices: list[str]) -> tuple[str, dict[str, str]]:
    """The folder in which the exercises lie, and their files there by the names they should have."""
    found = {root: _files_in(root, names) for root in _roots(names)}
    # max takes the first of equals: nearest to the top, and `exercises` before any other folder.
    root = max(found, key=lambda candidate: len(found[candidate]))
    if not found[root]:
        return root, {}
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
    notices.extend(_renamed(root, names, found[root]))
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
    here = _directly_in(root, names)
    files = {}
    for expected in EXERCISE_FILES:
        if f"{root}{expected}" in here:
            files[expected] = f"{root}{expected}"
            continue
        in_another_case = [name for name in here if _last_part(name).casefold() == expected]
        # Copies are counted upwards, so that the last is the latest.
        copies = sorted((name for name in here if _is_copy_of(expected, name)), key=lambda n: (len(n), n))
        if len(in_another_case) == 1 or (copies and not in_another_case):
            files[expected] = (in_another_case or copies)[-1]
    return files


def _renamed(root: str, names: list[str], files: Mapping[str, str]) -> Iterator[str]:
    """What to say of exercise files whose names are not as they should be."""
    here = _directly_in(root, names)
    for expected in EXERCISE_FILES:
        taken = files.get(expected)
        if taken is None:
            alike = [shown(name) for name in here if _last_part(name).casefold() == expected]
            if alike:
                yield f"{' and '.join(alike)}: it is not clear which one is {expected}, so neither counts."
            continue
        if _is_copy_of(expected, taken):
            yield f"{shown(taken)} was taken for {expected}."
        copies = [shown(name) for name in here if name != taken and _is_copy_of(expected, name)]
        if copies:
            yield f"{' and '.join(copies)} {_was(copies)} left out: {shown(taken)} counts."


def _was(names: Sized) -> str:
    return "was" if len(names) == 1 else "were"


def _directly_in(root: str, names: list[str]) -> list[str]:
    return [name for name in names if name.startswith(root) and "/" not in name.removeprefix(root)]


def _last_part(name: str) -> str:
    return name.rpartition("/")[2]


def _original_path(name: str) -> str:
    folder, slash, last = name.rpartition("/")
    return f"{folder}{slash}{original(last)}"


def _is_copy_of(expected: str, name: str) -> bool:
    last = _last_part(name)
    return last.casefold() != expected and original(last).casefold() == expected


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
