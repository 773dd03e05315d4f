"""The warm servers of one machine: started by exec, never forked from the caller, and gone with it."""

import os
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from grading import server
from grading.failures import KitFault
from grading.learner import SUBMISSION_WALL_S
from grading.protocol import Channel, Closed, ProtocolError

# A judge's own time: the oracle may still be importing Keras, and the machine may be busy.
_JUDGES_SHARE_S = 300.0
_END_S = 10.0
_JUDGE = "grading.judge"


class Servers:
    """The servers that workers and the oracle are forks of. Use it as a context manager.

    Attributes:
        workers: control socket of the server of workers.
        oracle: door of the oracle.
    """

    def __enter__(self) -> Self:
        self._folder = tempfile.TemporaryDirectory(prefix="kit-servers-")
        self._processes: list[subprocess.Popen[bytes]] = []
        self.workers, workers_server = _sockets()
        self._keras, keras_server = _sockets()
        self.oracle, oracles_door = _sockets()
        self.start("grading.server", "numpy", workers_server)
        self.start("grading.server", "keras", keras_server)
        workers_server.close()
        keras_server.close()
        server.request(self._keras, server.ORACLE, [oracles_door])
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for end in (self.workers, self._keras, self.oracle):
            end.close()
        # A server would end by itself now that nobody can ask it, but perhaps only after a long import.
        for process in self._processes:
            process.terminate()
            try:
                process.wait(_END_S)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
        self._folder.cleanup()

    def start(self, module: str, *arguments: str | socket.socket) -> None:
        """Start one more server; a socket among its arguments is handed over as a descriptor."""
        handed = [argument for argument in arguments if isinstance(argument, socket.socket)]
        words = [str(arg.fileno()) if isinstance(arg, socket.socket) else arg for arg in arguments]
        with self._log(module).open("ab") as log:
            self._processes.append(
                subprocess.Popen(
                    [sys.executable, "-I", "-m", module, *words],
                    stdin=subprocess.DEVNULL,
                    stdout=log,
                    stderr=log,
                    env=_environment(self._folder.name),
                    cwd=self._folder.name,
                    pass_fds=[end.fileno() for end in handed],
                    start_new_session=True,
                )
            )

    def last_words(self, module: str) -> str:
        """The last lines that a server printed, as a sentence; "" where it printed none."""
        said = self._log(module).read_text("utf-8", "replace").strip().splitlines()[-3:]
        return f" Its last words: {' | '.join(said)}" if said else ""

    def _log(self, module: str) -> Path:
        return Path(self._folder.name) / f"{module}.log"


class Fleet:
    """The servers with judges before them. Use it as a context manager.

    Its methods may be called from several threads at once.

    Args:
        course: folder that holds `graders/` and `solutions/`.
    """

    def __init__(self, course: Path) -> None:
        self._course = course

    def __enter__(self) -> Self:
        self._servers = Servers().__enter__()
        self._judges, judges_server = _sockets()
        self._servers.start(
            _JUDGE, str(self._course), judges_server, self._servers.workers, self._servers.oracle
        )
        judges_server.close()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._judges.close()
        self._servers.__exit__(kind, error, trace)

    def describe(self) -> dict[str, Any]:
        """What the judges would do here.

        Returns:
            `{"tests": [the fields of a TestResult, ...], "locks": [the locks that hold on this machine]}`.

        Raises:
            KitFault: no judge or no worker could be started.
        """
        return self._ask("describe")

    def judge(self, request: dict[str, Any]) -> dict[str, Any]:
        """Have one submission judged.

        Args:
            request: `{"files", "seed", "exercises", "test_cpu_s", "unsafe"}`.

        Returns:
            `{"tests", "locks", "duration_s"}`.

        Raises:
            KitFault: no verdict, through no fault of the learner's.
        """
        return self._ask(request)

    def _ask(self, question: object) -> dict[str, Any]:
        deadline = time.monotonic() + SUBMISSION_WALL_S + _JUDGES_SHARE_S

        def patience() -> float:
            left = deadline - time.monotonic()
            if left <= 0:
                raise KitFault("the judge did not answer in time")
            return left

        own_end, judges_end = socket.socketpair()
        channel = Channel(own_end)
        try:
            server.request(self._judges, server.JUDGE, [judges_end])
            channel.send(question, patience)
            reply = channel.receive(patience)
        except (OSError, Closed, ProtocolError) as error:
            raise KitFault(
                f"the judge died ({type(error).__name__}).{self._servers.last_words(_JUDGE)}"
            ) from error
        finally:
            channel.close()
        if not isinstance(reply, dict) or reply.get("fault") or reply.get("faults"):
            faults = reply.get("faults") or [reply.get("fault")] if isinstance(reply, dict) else [reply]
            raise KitFault(f"{'; '.join(map(str, faults))}")
        return reply


def _sockets() -> tuple[socket.socket, socket.socket]:
    return socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)


def _environment(home: str) -> dict[str, str]:
    """The servers see nothing of the caller's environment but the way to programs and the language.

    TensorFlow is kept to one thread and off any GPU; Keras finds no settings of the user's.
    """
    return {
        "PATH": os.environ.get("PATH", os.defpath),
        "LANG": "C.UTF-8",
        "HOME": home,
        "KERAS_HOME": home,
        "KERAS_BACKEND": "tensorflow",
        "CUDA_VISIBLE_DEVICES": "-1",
        "TF_CPP_MIN_LOG_LEVEL": "3",
        **dict.fromkeys(
            ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "TF_NUM_INTRAOP_THREADS", "TF_NUM_INTEROP_THREADS"),
            "1",
        ),
    }
