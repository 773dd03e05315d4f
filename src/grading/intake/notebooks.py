"""A notebook among, or in place of, exercise files."""

from collections.abc import Mapping

from grading.archives import Unreadable, shown
from grading.notebooks import files_of
from helpers import answers, source
from helpers.exercises import EXERCISES

_FUNCTIONS = {exercise.file_name: exercise.functions for exercise in EXERCISES}


def with_notebook(
    files: Mapping[str, bytes], name: str, notebook: bytes, notices: list[str]
) -> dict[str, bytes]:
    """Exercise files with what a notebook beside them adds.

    A file counts unless it is an untouched stub and the notebook has that exercise.

    Args:
        files: exercise files and own modules.
        name: what the notebook is called.
        notebook: its bytes.
        notices: gets what was decided.

    Raises:
        Unreadable: where there is no exercise file, and the notebook can't be taken.
    """
    try:
        of_notebook = files_of(notebook)
    except Unreadable as unreadable:
        if files.keys().isdisjoint((*_FUNCTIONS, answers.FILE_NAME)):
            raise
        notices.append(f"{shown(name)} was left out. {unreadable}")
        return dict(files)
    notices.extend(of_notebook.notices)
    found = of_notebook.files
    kept = [own for own in found if own in files and not _is_untouched(own, files[own])]
    taken = [own for own in found if own not in kept]
    if kept:
        notices.append(f"From {shown(name)} not taken, since files of it were begun: {', '.join(kept)}.")
    if files and taken:
        notices.append(f"From {shown(name)} taken, since no files of it were begun: {', '.join(taken)}.")
    return {**files, **{own: found[own] for own in taken}}


def _is_untouched(name: str, content: bytes) -> bool:
    if name == answers.FILE_NAME:
        return not any(answers.read_answers(content.decode("utf-8", errors="replace")).values())
    return name in _FUNCTIONS and source.is_stub(content, _FUNCTIONS[name])
