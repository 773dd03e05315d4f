"""Which of a submission's files count, and by which names."""

import sys
import unicodedata
from collections.abc import Iterable, Iterator

from grading.archives import Contents, Unreadable, shown

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
