"""Inside the locked fork: loads one learner's modules and answers the judge's calls with plain data.

Nothing here decides anything. Whatever learner code does to this process, it can only change what is sent
back, and the judge treats that as an answer to be judged.
"""

import importlib
import os
import random
import socket
import sys
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from types import ModuleType
from typing import Any, NoReturn

import numpy as np
import numpy.random  # loaded lazily otherwise, in every worker anew, for some 15 ms

from grading import locks, modules, sandbox
from grading.protocol import Channel, Closed, TooLarge, encode
from helpers.numpy_only import NumpyOnlyFinder

_STANDARD_LIBRARY = modules.standard_library_path()
_CPU_LIFETIME_S = 400
_FILE_BYTES = 16 * 2**20
_MAX_TEXT = 500


def run(channel: int, folder: Path, readable: Iterable[Path], memory_bytes: int | None) -> NoReturn:
    """Lock this process in, then answer until the judge closes the channel.

    Args:
        channel: descriptor of the worker's end of its channel to the judge.
        folder: the only place where learner code may write; it becomes the working directory.
        readable: what learner code may read.
        memory_bytes: bound of the address space, None for none.
    """
    code = 1
    try:
        sandbox.end_with_parent()
        os.setpgid(0, 0)
        nowhere = os.open(os.devnull, os.O_RDWR)
        for standard in range(3):
            os.dup2(nowhere, standard)
        if nowhere > 2:
            os.close(nowhere)
        os.chdir(folder)
        os.environ.clear()
        os.environ.update(HOME=str(folder), TMPDIR=str(folder))
        judge = Channel(socket.socket(fileno=channel))
        judge.send({"locks": _lock_in(folder, readable, memory_bytes)})
        _answer(judge)
    except Closed:
        code = 0
    finally:
        os._exit(code)


def _lock_in(folder: Path, readable: Iterable[Path], memory_bytes: int | None) -> list[str]:
    held = []
    # The judge sees what is missing in the list, and decides whether to go on.
    with suppress(sandbox.LockMissing):
        held += sandbox.restrict_files(readable, folder)
    sandbox.limit_resources(_CPU_LIFETIME_S, memory_bytes, _FILE_BYTES)
    return [*held, locks.LIMITS]


def _answer(judge: Channel) -> NoReturn:
    match judge.receive():
        case {"module": str(name), "files": dict(files), "seed": int(seed), "stand_ins": list(stand_ins)}:
            module, reply = _loaded(name, files, seed, stand_ins)
        case message:
            raise ValueError(f"the judge asked for something unknown: {message!r}")
    judge.send(reply)
    while True:
        match judge.receive():
            case {"function": str(name), "arguments": tuple(arguments), "keywords": dict(keywords)}:
                judge.send_frame(_called(getattr(module, name, None), arguments, keywords, files))
            case message:
                raise ValueError(f"the judge asked for something unknown: {message!r}")


def _loaded(
    name: str, files: dict[str, bytes], seed: int, stand_ins: list[dict[str, Any]]
) -> tuple[ModuleType | None, dict[str, Any]]:
    random.seed(seed)
    np.random.seed(seed)
    sys.path[:] = _STANDARD_LIBRARY
    modules.forget_packages(kept={"numpy", "helpers"})
    sys.meta_path.insert(0, modules.LearnerFinder(files))
    sys.meta_path.insert(0, NumpyOnlyFinder(modules.module_names(files)))
    try:
        module = importlib.import_module(name)
        for described in stand_ins:
            modules.stand_in(module, **described)
    except BaseException as error:
        return None, _raised(error, files)
    return module, {"reply": "loaded"}


def _called(
    function: Any, arguments: tuple[Any, ...], keywords: dict[str, Any], files: dict[str, bytes]
) -> bytes:
    """Call a function; gives the frame that answers the judge."""
    if function is None:
        return encode({"reply": "absent"})
    try:
        value = function(*arguments, **keywords)
        return encode({"reply": "returned", "value": value, "arguments": arguments})
    except TooLarge:
        return encode({"reply": "too large"})
    except BaseException as error:
        return encode(_raised(error, files))


def _raised(error: BaseException, files: dict[str, bytes]) -> dict[str, Any]:
    line = modules.learner_line(error, files)
    return {
        "reply": "raised",
        "type": type(error).__name__,
        "bases": [base.__name__ for base in type(error).__mro__ if base.__module__ == "builtins"],
        "text": _text(error),
        "line": line,
    }


def _text(error: BaseException) -> str:
    try:
        return str(error.msg if isinstance(error, SyntaxError) else error)[:_MAX_TEXT]
    except BaseException:
        return ""
