"""Inside the locked fork: loads one learner's modules and answers the judge's calls with plain data.

Nothing here decides anything. Whatever learner code does to this process, it can only change what is sent
back, and the judge treats that as an answer to be judged.
"""

import faulthandler
import importlib
import os
import random
import socket
import sys
import tempfile
import traceback
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from pathlib import Path
from types import ModuleType
from typing import Any, NoReturn

from grading import locks, modules
from grading.kind import Kind
from grading.protocol import Channel, Closed, Handle, TooLarge, encode
from grading.sandbox.calls import filter_calls
from grading.sandbox.kernel import LockMissing
from grading.sandbox.landlock import restrict_files
from grading.sandbox.limits import die_first, end_with_parent, limit_resources
from grading.sandbox.privileges import drop_privileges
from grading.sandbox.root import WORK, enter_root

_CPU_LIFETIME_S = 400
_FILE_BYTES = 16 * 2**20
_MAX_TEXT = 500


def run(channel: int, output: int, folder: Path, kind: Kind) -> NoReturn:
    """Lock this process in, then answer until the judge closes the channel.

    Args:
        channel: descriptor of the worker's end of its channel to the judge.
        output: descriptor that takes what is printed.
        folder: the only place where learner code may write on a machine that gives it no root of its own.
        kind: what kind of worker this is.
    """
    code = 1
    try:
        end_with_parent()
        os.setpgid(0, 0)
        for standard in (1, 2):
            os.dup2(output, standard)
        os.close(output)
        # What a crash in C leaves unsaid: where it happened, and what was printed before.
        faulthandler.enable()
        sys.stdout.reconfigure(line_buffering=True)  # type: ignore[union-attr] # it is no stream of a test's
        die_first()
        judge = Channel(socket.socket(fileno=channel))
        judge.send({"locks": _lock_in(folder, kind)})
        _answer(judge, kind)
    except Closed:
        code = 0
    except BaseException:
        traceback.print_exc()
        sys.stderr.flush()
    finally:
        os._exit(code)


def _lock_in(folder: Path, kind: Kind) -> list[str]:
    """Put on every lock that the machine offers; gives those that hold.

    The judge sees what is missing, and decides whether to go on.
    """
    held = []

    def put_on(lock: str, apply: Callable[[], None]) -> None:
        with suppress(LockMissing, OSError):
            apply()
            held.append(lock)

    put_on(locks.ROOT, partial(enter_root, kind.layout))
    work = WORK if held else folder
    # The one there is the server's: shared by all workers, and on the machine's own /dev.
    null = os.open(os.devnull, os.O_RDONLY)
    os.dup2(null, 0)
    os.close(null)
    os.chdir(work)
    os.environ.clear()
    os.environ.update(HOME=str(work), TMPDIR=str(work))
    tempfile.tempdir = str(work)
    put_on(locks.PRIVILEGES, drop_privileges)
    # Python lists a folder anew, before it imports from there, when it is not as it was.
    listable = [Path(folder) for folder in kind.search_path]
    put_on(locks.FILES, partial(restrict_files, kind.readable, [work, Path(os.devnull)], listable))
    put_on(locks.LIMITS, partial(limit_resources, _CPU_LIFETIME_S, kind.address_space_bytes, _FILE_BYTES))
    put_on(locks.CALLS, filter_calls)
    return held


def _answer(judge: Channel, kind: Kind) -> NoReturn:
    match judge.receive():
        case {"module": str(name), "files": dict(files), "seed": int(seed), "stand_ins": list(stand_ins)}:
            module, reply = _loaded(name, files, seed, stand_ins, kind)
        case message:
            raise ValueError(f"the judge asked for something unknown: {message!r}")
    judge.send(reply)
    desk = _Desk(files, kind)
    while True:
        match judge.receive():
            case {
                "function": str(name),
                "arguments": tuple(arguments),
                "keywords": dict(keywords),
                "observe": bool(observe),
            }:
                answer = desk.call(getattr(module, name, None), arguments, keywords, observe)
            case {"service": str(name), "arguments": tuple(arguments)}:
                answer = desk.call(kind.services[name], arguments, {}, observe=False)
            case message:
                raise ValueError(f"the judge asked for something unknown: {message!r}")
        judge.send_frame(answer)


def _loaded(
    name: str, files: dict[str, bytes], seed: int, stand_ins: list[dict[str, Any]], kind: Kind
) -> tuple[ModuleType | None, dict[str, Any]]:
    random.seed(seed)
    kind.reseed(seed)
    sys.path[:] = kind.search_path
    modules.forget_packages(kept=kind.packages)
    sys.meta_path.insert(0, modules.LearnerFinder(files))
    sys.meta_path.insert(0, kind.gate(modules.module_names(files)))
    try:
        module = importlib.import_module(name)
        for described in stand_ins:
            modules.stand_in(module, **described)
    except BaseException as error:
        return None, _raised(error, files)
    return module, {"reply": "loaded"}


class _Desk:
    """Makes the calls, and holds the objects that stay here between them."""

    def __init__(self, files: dict[str, bytes], kind: Kind) -> None:
        self._files = files
        self._kind = kind
        self._objects: list[Any] = []

    def call(
        self, function: Any, arguments: tuple[Any, ...], keywords: dict[str, Any], observe: bool
    ) -> bytes:
        """Call a function; gives the frame that answers the judge, with the arguments where asked for."""
        if function is None:
            return encode({"reply": "absent"})
        arguments = tuple(self._found(argument, observe) for argument in arguments)
        keywords = {name: self._found(argument, observe) for name, argument in keywords.items()}
        try:
            value = function(*arguments, **keywords)
            after = arguments if observe else ()
            return encode({"reply": "returned", "value": self._shown(value), "arguments": after})
        except TooLarge:
            return encode({"reply": "too large"})
        except BaseException as error:
            return encode(_raised(error, self._files))

    def _found(self, argument: Any, observe: bool) -> Any:
        if isinstance(argument, Handle):
            return self._objects[argument.number]
        # As where a text stands in a program: equal ones are then one object. What is observed is a new one.
        return sys.intern(argument) if type(argument) is str and not observe else argument

    def _shown(self, value: Any) -> Any:
        if not isinstance(value, self._kind.kept):
            return value
        self._objects.append(value)
        return Handle(len(self._objects) - 1, type(value).__name__)


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
