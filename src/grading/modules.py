"""How a worker imports a learner's files: from the bytes it was sent, never from a disk."""

import importlib.abc
import importlib.machinery
import inspect
import sys
import sysconfig
import traceback
from collections.abc import Collection, Sequence
from contextlib import suppress
from types import ModuleType
from typing import Any

from helpers.numpy_only import is_standard


class LearnerFinder(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Finds and loads the modules and packages of one submission.

    Args:
        files: the sources by their names below the submission's folder, such as `convolution.py`.
    """

    def __init__(self, files: dict[str, bytes]) -> None:
        self._files = files

    def find_spec(
        self,
        fullname: str,
        path: Sequence[str] | None,  # noqa: ARG002 - the import system hands it over
        target: ModuleType | None = None,  # noqa: ARG002 - likewise
    ) -> importlib.machinery.ModuleSpec | None:
        """Say where a module comes from, None where it is not the learner's."""
        stem = fullname.replace(".", "/")
        for name, is_package in ((f"{stem}/__init__.py", True), (f"{stem}.py", False)):
            if name in self._files:
                return importlib.machinery.ModuleSpec(fullname, self, origin=name, is_package=is_package)
        if any(name.startswith(f"{stem}/") for name in self._files):
            return importlib.machinery.ModuleSpec(fullname, None, is_package=True)
        return None

    def exec_module(self, module: ModuleType) -> None:
        """Run a module's source."""
        assert module.__spec__ is not None
        name = str(module.__spec__.origin)
        module.__file__ = name
        exec(compile(self._files[name], name, "exec", dont_inherit=True), module.__dict__)


class LibrariesOnly(importlib.abc.MetaPathFinder):
    """Refuses packages that are installed here by chance, in the words for one that is not.

    It has to come first: `sys.meta_path.insert(0, finder)`.

    Args:
        names: what may be imported, beside the standard library.
    """

    def __init__(self, names: Collection[str]) -> None:
        self._names = frozenset(names)

    def find_spec(
        self,
        fullname: str,
        path: Sequence[str] | None,  # noqa: ARG002 - the import system hands it over
        target: ModuleType | None = None,  # noqa: ARG002 - likewise
    ) -> importlib.machinery.ModuleSpec | None:
        """Let the finders behind this one look for what is offered.

        Raises:
            ModuleNotFoundError: it is not.
        """
        if is_standard(fullname) or fullname.partition(".")[0] in self._names:
            return None
        raise ModuleNotFoundError(f"No module named {fullname!r}", name=fullname)


def module_names(files: Collection[str]) -> set[str]:
    """Names under which a submission's files can be imported at the top."""
    return {name.split("/")[0].removesuffix(".py") for name in files}


def standard_library_path() -> list[str]:
    """`sys.path` without any folder of installed packages."""
    folders = {sysconfig.get_path("stdlib"), sysconfig.get_path("platstdlib")}
    return [
        path
        for path in sys.path
        if any(path == folder or path.startswith(f"{folder}/lib-dynload") for folder in folders)
    ]


def loaded_packages() -> set[str]:
    """Names of the packages and modules that this process has loaded, at the top."""
    return {name.partition(".")[0] for name in sys.modules}


def forget_packages(kept: Collection[str]) -> None:
    """Make the packages that this process has loaded for itself unknown to what is imported next.

    Args:
        kept: names of the packages that stay known, as the standard library does.
    """
    for name in list(sys.modules):
        if name.partition(".")[0] not in {*sys.stdlib_module_names, "__main__", *kept}:
            del sys.modules[name]


def stand_in(
    module: ModuleType, name: str, parameters: Sequence[str], defaults: Sequence[Any], answers: Any
) -> None:
    """Put right answers in the place of a function of a module.

    Args:
        module: a learner's module.
        name: the function's name; the learner may have one of that name or not.
        parameters: names of the function's parameters, in order.
        defaults: values of the last parameters where a call leaves them out.
        answers: pairs of the arguments in order and the answer; None as an answer stands for a ValueError.
            A call that is not among them goes to the learner's own function.
    """
    own = getattr(module, name, None)
    table = dict(answers)
    signature = _signature(own, parameters, defaults)

    def function(*arguments: Any, **keywords: Any) -> Any:
        try:
            bound = signature.bind(*arguments, **keywords)
            bound.apply_defaults()
            # The learner may have added parameters of his own behind the promised ones.
            answer = table[tuple(bound.arguments.values())[: len(parameters)]]
        except (KeyError, TypeError):
            if own is None:
                raise NotImplementedError(name) from None
            return own(*arguments, **keywords)
        if answer is None:
            raise ValueError(f"{name} has no answer to such arguments")
        return answer

    setattr(module, name, function)


def _signature(own: Any, parameters: Sequence[str], defaults: Sequence[Any]) -> inspect.Signature:
    """How the function may be called: as the learner wrote it, or as it was promised where he did not."""
    with suppress(TypeError, ValueError):  # nothing callable, or a callable that does not tell
        return inspect.signature(own)
    required = len(parameters) - len(defaults)
    all_defaults = [*[inspect.Parameter.empty] * required, *defaults]
    kind = inspect.Parameter.POSITIONAL_OR_KEYWORD
    return inspect.Signature(
        [
            inspect.Parameter(parameter, kind, default=default)
            for parameter, default in zip(parameters, all_defaults, strict=True)
        ]
    )


def learner_line(error: BaseException, files: dict[str, bytes]) -> dict[str, Any] | None:
    """The last of the learner's own lines on the way to an error.

    Returns:
        `{"file", "number", "source"}`, or None where the error was not raised below a learner's line.
    """
    if isinstance(error, SyntaxError) and error.filename in files:
        return {
            "file": error.filename,
            "number": error.lineno or 0,
            "source": _source(files, error.filename, error.lineno or 0),
        }
    own = [
        frame for frame in traceback.extract_tb(error.__traceback__, limit=-200) if frame.filename in files
    ]
    if not own:
        return None
    last = own[-1]
    return {
        "file": last.filename,
        "number": last.lineno or 0,
        "source": _source(files, last.filename, last.lineno or 0),
    }


def _source(files: dict[str, bytes], name: str, number: int) -> str:
    lines = files[name].decode("utf-8", "replace").splitlines()
    return lines[number - 1].strip()[:200] if 0 < number <= len(lines) else ""
