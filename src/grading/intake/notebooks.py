"""A notebook among, or in place of, exercise files."""

from collections.abc import Mapping

from grading.archives import Unreadable, shown
from helpers import answers, source
from helpers.exercises import EXERCISES


def modules_of(notebook: bytes) -> tuple[dict[str, bytes], tuple[str, ...]]:
    """The exercise files that a notebook holds, and what should be said of it.

    Raises:
        Unreadable: where it is no notebook that can be taken.
    """
    del notebook
    raise Unreadable(
        "The submission is a .ipynb file, which can't be graded. Hand in a .zip of your exercises folder."
    )


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
        found, said = modules_of(notebook)
    except Unreadable as unreadable:
        if not files:
            raise
        notices.append(f"{shown(name)} was left out: exercise files lie beside it. {unreadable}")
        return dict(files)
    notices.extend(said)
    kept = [own for own in found if own in files and not _is_untouched(own, files[own])]
    taken = [own for own in found if own not in kept]
    if kept:
        of_both = f" From the notebook come {', '.join(taken)}." if taken else ""
        notices.append(f"{', '.join(kept)} count as files, and not as {shown(name)} has them.{of_both}")
    elif files and taken:
        notices.append(f"{', '.join(taken)} come from {shown(name)}: there is no file of them that is begun.")
    return {**files, **{own: found[own] for own in taken}}


def _is_untouched(name: str, content: bytes) -> bool:
    if name == answers.FILE_NAME:
        return not any(answers.read_answers(content.decode("utf-8", errors="replace")).values())
    functions = {exercise.file_name: exercise.functions for exercise in EXERCISES}
    return name in functions and source.is_stub(content, functions[name])
