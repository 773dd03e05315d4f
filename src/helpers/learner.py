"""A learner's module as a visible check calls it: every failure becomes a message, none a traceback."""

import importlib
import inspect
import linecache
import re
import traceback
import warnings
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass, field
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np

from helpers import source
from helpers.exercises import Exercise
from helpers.keras_import import import_keras
from helpers.numpy_only import numpy_only
from helpers.rendering import block, short

_INPUT_SHAPE_WARNING = "Do not pass an `input_shape`"
_LINES_OF_AN_ERROR = 8


class CheckFailedError(Exception):
    """A check is not passed; the text is what the learner reads.

    Attributes:
        status: how the score card counts it.
        message: the call, what it gave and what was expected.
        cause: why it may have come out so, a sentence; None where nobody knows.
        beliefs: ids of the misconceptions that the check itself made out.
    """

    status = "failed"

    def __init__(self, message: str, cause: str | None = None, beliefs: Sequence[str] = ()) -> None:
        super().__init__(message)
        self.message = message
        self.cause = cause
        self.beliefs = tuple(beliefs)

    def __str__(self) -> str:
        return f"{self.message}\nLikely cause: {self.cause}" if self.cause else self.message


class UnwrittenError(CheckFailedError):
    """The check needs a function that is not written yet.

    Attributes:
        function: the name of that function.
    """

    status = "unwritten"

    def __init__(self, reason: str, function: str) -> None:
        super().__init__(reason)
        self.function = function


class RaisedError(CheckFailedError):
    """The learner's code raised an exception.

    Attributes:
        exception: that exception.
    """

    def __init__(self, message: str, exception: BaseException) -> None:
        super().__init__(message)
        self.exception = exception


@dataclass(frozen=True)
class Answer:
    """What a call of a learner's function gave.

    Attributes:
        call: the call, rendered for a message.
        value: what was returned.
        before: the arguments by name, as they were before the call.
        after: the same arguments after it.
    """

    call: str
    value: object
    before: Mapping[str, object]
    after: Mapping[str, object]


@dataclass
class LearnerFiles:
    """The folder that a learner works in; its modules are imported once, when first called.

    Attributes:
        folder: where the exercise files lie; it has to be on `sys.path`.
        on_call: told the function's name before each call, if anyone wants to know.
        halted: functions that hung or ended Python in an earlier check; they are not called again.
        bring_keras: imports Keras; called before anything of an exercise that uses it is loaded.
        input_shape_warned: whether Keras warned about `input_shape`, which is no mistake.
        last: what the last call gave, an answer or an error; None after one that never came to its end.
    """

    folder: Path
    on_call: Callable[[str], None] | None = None
    halted: Collection[str] = ()
    bring_keras: Callable[[], None] = import_keras
    input_shape_warned: bool = False
    last: "Answer | RaisedError | None" = None
    _unloadable: set[str] = field(default_factory=set)

    def module(self, exercise: Exercise) -> "LearnerModule":
        """The module of one exercise; nothing is read or imported yet."""
        return LearnerModule(self, exercise)

    def function(self, exercise: Exercise, name: str) -> Callable[..., Answer]:
        """A function of the learner's, ready to be called.

        All that keeps it from being called is found here already. A check writes
        `training.train(probe.model, ...)`, and Python looks up `train` before it makes the model.

        Raises:
            UnwrittenError: it is not written yet.
            CheckFailedError: its file is no Python program, the function is halted, or Keras is missing.
        """
        self.last = None
        if self.on_call:
            self.on_call(name)
        self._require(exercise, name)
        if name in self.halted:
            raise CheckFailedError("")  # said before
        if not exercise.numpy_only:
            self._bring_keras(exercise)
        return lambda *arguments, **options: self._call(exercise, name, arguments, options)

    def _call(
        self, exercise: Exercise, name: str, arguments: tuple[object, ...], options: dict[str, object]
    ) -> Answer:
        with self._rule(exercise), self._warnings_sorted():
            function = getattr(self._load(exercise), name, None)
            if not callable(function):
                raise UnwrittenError(f"there is no function {name} in {exercise.file_name}", name)
            before = _name_arguments(function, *_copied((arguments, options)))
            call = _render_call(name, before)
            try:
                value = function(*arguments, **options)
            except (Exception, SystemExit) as error:
                failure = self._translate(error, f"{call}\nstopped with")
                self.last = failure if isinstance(failure, RaisedError) else None
                raise failure from None
        answer = self.last = Answer(call, value, before, _name_arguments(function, arguments, options))
        return answer

    def _require(self, exercise: Exercise, name: str) -> None:
        try:
            reason = source.unwritten(self.folder / exercise.file_name, name)
        except source.UnreadableError as error:
            raise self._once(exercise, CheckFailedError(str(error))) from None
        if reason:
            raise UnwrittenError(reason, name)

    def _bring_keras(self, exercise: Exercise) -> None:
        try:
            self.bring_keras()
        except Exception as error:  # also what a learner's own keras.py does, which stands in the way
            failure = CheckFailedError(
                f"Keras can't be imported:\n{block(_shown(error))}\n"
                "Is a file of yours called keras.py or tensorflow.py? Give it another name. "
                "Else install the exercises again."
            )
            raise self._once(exercise, failure) from None

    def _rule(self, exercise: Exercise) -> AbstractContextManager[None]:
        if not exercise.numpy_only:
            return nullcontext()
        modules = {path.stem for path in self.folder.glob("*.py")}
        packages = {path.parent.name for path in self.folder.glob("*/*.py")}
        return numpy_only(modules | packages)

    @contextmanager
    def _warnings_sorted(self) -> Iterator[None]:
        """Note the one warning that a learner should not worry about; the others go their way."""
        caught: list[warnings.WarningMessage] = []
        try:
            with warnings.catch_warnings(record=True) as caught:
                yield
        finally:
            for warning in caught:
                if _INPUT_SHAPE_WARNING in str(warning.message):
                    self.input_shape_warned = True
                else:
                    warnings.showwarning(warning.message, warning.category, warning.filename, warning.lineno)

    def _load(self, exercise: Exercise) -> ModuleType:
        try:
            return importlib.import_module(exercise.module)
        except (Exception, SystemExit) as error:
            failure = self._translate(error, f"{exercise.file_name} can't be loaded:")
            raise self._once(exercise, failure) from None

    def _once(self, exercise: Exercise, failure: CheckFailedError) -> CheckFailedError:
        """The same failure meets every check of a file: say it once, and without text from then on."""
        if exercise.name in self._unloadable:
            return CheckFailedError("")
        self._unloadable.add(exercise.name)
        return failure

    def _translate(self, error: BaseException, what: str) -> CheckFailedError:
        """Turn an exception of the learner's code into its type, text and the learner's own line."""
        if isinstance(error, SyntaxError):
            return CheckFailedError(
                f"{what}\n{block(source.explain(error, Path(error.filename or '').name))}"
            )
        frames = [
            frame
            for frame in traceback.extract_tb(error.__traceback__)
            if Path(frame.filename).is_relative_to(self.folder)
        ]
        text = _shown(error)
        if not frames:
            return RaisedError(
                f"{what}\n{block(text)}\nCompare the function's `def` line with the task.", error
            )
        last = frames[-1]
        if isinstance(error, NotImplementedError):
            return UnwrittenError(f"line {last.lineno} of {Path(last.filename).name} says: {text}", last.name)
        return RaisedError(f"{what}\n{block(text)}\n{describe_line(last.filename, last.lineno)}", error)


@dataclass(frozen=True)
class LearnerModule:
    """Looks like the learner's module; its functions give an `Answer`."""

    _files: LearnerFiles
    _exercise: Exercise

    def __getattr__(self, name: str) -> Callable[..., Answer]:
        if name.startswith("__"):
            raise AttributeError(name)
        return self._files.function(self._exercise, name)


def describe_line(filename: str, line: int | None) -> str:
    """Name a line of a file and quote it."""
    text = linecache.getline(filename, line or 0).strip()
    return f"in {Path(filename).name}, line {line}:\n{block(text)}"


def _shown(error: BaseException) -> str:
    """Type and text of an exception; Keras colours its texts, and TensorFlow adds pages of its own inside."""
    text = re.sub(r"\x1b\[[0-9;]*m", "", str(error)).strip()
    lines = [line for line in text.splitlines() if line.strip()]
    cut = lines[:_LINES_OF_AN_ERROR] + ["..."] * (len(lines) > _LINES_OF_AN_ERROR)
    return ": ".join(filter(None, [type(error).__name__, "\n".join(cut)]))


def _copied(value: Any) -> Any:
    """A copy of arrays, and of what they are collected in; a model is not copied, it stays the same one."""
    if isinstance(value, tuple):
        return tuple(_copied(item) for item in value)
    if isinstance(value, dict):
        return {key: _copied(item) for key, item in value.items()}
    return value.copy() if isinstance(value, np.ndarray) else value


def _name_arguments(
    function: Callable[..., object], arguments: tuple[object, ...], options: Mapping[str, object]
) -> dict[str, object]:
    try:
        return inspect.signature(function).bind(*arguments, **options).arguments
    except (TypeError, ValueError):
        return {f"argument {number}": value for number, value in enumerate(arguments, 1)} | dict(options)


def _render_call(name: str, arguments: Mapping[str, object]) -> str:
    lines = [block(short(value), f"{argument} = ") for argument, value in arguments.items()]
    call = f"{name}({', '.join(arguments)})"
    return "\n".join([f"{call} with", *lines]) if lines else call
