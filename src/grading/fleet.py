"""The warm servers of one machine: started by exec, never forked from the caller, and gone with it."""

import os
import socket
import subprocess
import sys
import tempfile
import threading
import time
from contextlib import ExitStack
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from grading import server
from grading.failures import KitFault
from grading.protocol import Channel, Closed, ProtocolError, TooLarge
from grading.server import Doors
from grading.stopwatch import SUBMISSION_WALL_S

# A judge's own time: the oracle may still be importing Keras, and the machine may be busy.
_JUDGES_SHARE_S = 600.0
_END_S = 10.0
_JUDGE = "grading.judge"


class Servers:
    """The servers that workers and the oracle are forks of. Use it as a context manager.

    Attributes:
        doors: ways to them.

    Raises:
        KitFault: a server could not be started.
    """

    def __enter__(self) -> Self:
        self._processes: list[subprocess.Popen[bytes]] = []
        with ExitStack() as clean_up:
            self._folder = Path(clean_up.enter_context(tempfile.TemporaryDirectory(prefix="kit-servers-")))
            clean_up.callback(self._end_processes)
            numpy, numpy_server = _sockets(clean_up)
            keras, keras_server = _sockets(clean_up)
            oracle, oracles_door = _sockets(clean_up)
            self.start("grading.server", "numpy", numpy_server)
            self.start("grading.server", "keras", keras_server)
            server.request(keras, server.ORACLE, [oracles_door])
            # Only the servers hold their own ends now, so that each side sees when the other is gone.
            numpy_server.close()
            keras_server.close()
            self.doors = Doors(numpy, keras, oracle)
            self._clean_up = clean_up.pop_all()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._clean_up.close()

    def start(self, module: str, *arguments: str | socket.socket) -> None:
        """Start one more server; a socket among its arguments is handed over as a descriptor.

        Raises:
            KitFault: it can't be started.
        """
        handed = [argument for argument in arguments if isinstance(argument, socket.socket)]
        words = [str(arg.fileno()) if isinstance(arg, socket.socket) else arg for arg in arguments]
        try:
            with self._log(module).open("ab") as log:
                process = subprocess.Popen(
                    [sys.executable, "-I", "-m", module, *words],
                    stdin=subprocess.DEVNULL,
                    stdout=log,
                    stderr=log,
                    env=_environment(str(self._folder)),
                    cwd=self._folder,
                    pass_fds=[end.fileno() for end in handed],
                    start_new_session=True,
                )
        except OSError as error:
            raise KitFault(f"the server {module} can't be started: {error}") from error
        self._processes.append(process)

    @property
    def alive(self) -> bool:
        """Whether every server that was started still runs."""
        return all(process.poll() is None for process in self._processes)

    def last_words(self, module: str) -> str:
        """The last lines that a server printed, as a sentence; "" where it printed none, or all is over."""
        log = self._log(module)
        said = log.read_text("utf-8", "replace").strip().splitlines()[-3:] if log.is_file() else []
        return f" Its last words: {' | '.join(said)}" if said else ""

    def _log(self, module: str) -> Path:
        return self._folder / f"{module}.log"

    def _end_processes(self) -> None:
        # A server would end by itself now that nobody can ask it, but perhaps only after a long import.
        for process in self._processes:
            process.terminate()
            try:
                process.wait(_END_S)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


class Fleet:
    """The servers with judges before them. Use it as a context manager.

    Its methods may be called from several threads at once. Where a server died, all are started anew, and the
    submission that met it is judged once more.

    Args:
        course: folder that holds `graders/` and `solutions/`.
        data: file of the data set from which hidden tests draw; see `helpers.data.locate`.

    Raises:
        KitFault: the servers could not be started.
    """

    def __init__(self, course: Path, data: Path) -> None:
        self._course = course
        self._data = data
        self._replacing = threading.Lock()
        self._ended = False

    def __enter__(self) -> Self:
        self._current = _Judges(self._course, self._data).__enter__()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        # First, lest a thread whose judge is ended now take the servers for dead and start them anew.
        self._ended = True
        with self._replacing:
            self._current.__exit__(kind, error, trace)

    def describe(self) -> dict[str, Any]:
        """What the judges would do here.

        Returns:
            `{"tests": [the fields of a TestResult, ...], "answers": {question: its points},
            "locks": [the locks that hold on this machine]}`.

        Raises:
            KitFault: no judge or no worker could be started.
        """
        return self._current.ask("describe")

    def judge(self, request: dict[str, Any]) -> dict[str, Any]:
        """Have one submission judged.

        Args:
            request: `{"files", "seed", "exercises", "test_cpu_s", "unsafe"}`; for a second try also
                `{"only", "found_faulty"}`: the names of its tests, and what was faulty by the first.

        Returns:
            `{"tests", "answers", "unconfirmed", "faulty", "locks", "duration_s"}`: `answers` holds the fields
            of an AnswerResult each; for the others see `grading.sitting.Sitting`.

        Raises:
            KitFault: no verdict, through no fault of the learner's.
        """
        judges = self._current
        try:
            return judges.ask(request)
        except KitFault:
            if judges.alive or self._ended:
                raise
        with self._replacing:
            if self._ended:
                raise KitFault("the servers have been ended")
            if self._current is judges:
                judges.__exit__(None, None, None)
                self._current = _Judges(self._course, self._data).__enter__()
        return self._current.ask(request)


class _Judges:
    """One set of servers, and the way to their judges."""

    def __init__(self, course: Path, data: Path) -> None:
        self._course = course
        self._data = data

    def __enter__(self) -> Self:
        with ExitStack() as clean_up:
            self._servers = clean_up.enter_context(Servers())
            self._control, judges_server = _sockets(clean_up)
            doors = self._servers.doors
            self._servers.start(
                _JUDGE,
                str(self._course),
                str(self._data.absolute()),
                judges_server,
                doors.numpy,
                doors.keras,
                doors.oracle,
            )
            judges_server.close()
            self._clean_up = clean_up.pop_all()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._clean_up.close()

    @property
    def alive(self) -> bool:
        return self._servers.alive

    def ask(self, question: object) -> dict[str, Any]:
        deadline = time.monotonic() + SUBMISSION_WALL_S + _JUDGES_SHARE_S

        def patience() -> float:
            left = deadline - time.monotonic()
            if left <= 0:
                raise KitFault("the judge did not answer in time")
            return left

        own_end, judges_end = socket.socketpair()
        channel = Channel(own_end)
        try:
            server.request(self._control, server.JUDGE, [judges_end])
            channel.send(question, patience)
            reply = channel.receive(patience)
        except (OSError, Closed, ProtocolError, TooLarge) as error:
            last_words = self._servers.last_words(_JUDGE)
            raise KitFault(f"the judge died ({type(error).__name__}).{last_words}") from error
        finally:
            channel.close()
        match reply:
            case {"fault": str(fault)}:
                raise KitFault(fault)
            case {"faults": [*faults]} if faults:
                raise KitFault("; ".join(map(str, faults)))
            case dict():
                return reply
        raise KitFault(f"the judge answered {reply!r}")


def _sockets(clean_up: ExitStack) -> tuple[socket.socket, socket.socket]:
    one, other = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    return clean_up.enter_context(one), clean_up.enter_context(other)


def _environment(home: str) -> dict[str, str]:
    """The servers see nothing of the caller's environment but the way to programs and the language.

    TensorFlow is kept to one thread and off any GPU; Keras finds no settings of the user's.
    """
    return {
        "PATH": os.environ.get("PATH", os.defpath),
        "LANG": "C.UTF-8",
        "HOME": home,
        "TMPDIR": tempfile.gettempdir(),
        "KERAS_HOME": home,
        "KERAS_BACKEND": "tensorflow",
        "CUDA_VISIBLE_DEVICES": "-1",
        "TF_CPP_MIN_LOG_LEVEL": "3",
        **dict.fromkeys(
            ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "TF_NUM_INTRAOP_THREADS", "TF_NUM_INTEROP_THREADS"),
            "1",
        ),
    }
