"""A worker as the judge sees it: a process that it can ask, time and end, and whose every word is checked."""

import json
import select
import socket
import time
from collections.abc import Callable
from typing import Any, cast

from grading import server
from grading.failures import KitFault
from grading.protocol import Channel, Closed, ProtocolError

# Long enough for the server to import Keras first, on a slow machine under load.
_START_S = 300.0
_END_S = 30.0


class Worker:
    """One locked process, made on request by a warm server.

    Args:
        control: control socket of the server.

    Attributes:
        locks: the locks that held before the first byte of learner code was there.
        pid: the process, as the machine numbers it.

    Raises:
        KitFault: no worker came to be.
    """

    def __init__(self, control: socket.socket) -> None:
        channel, workers_end = socket.socketpair()
        self._status, keepers_end = socket.socketpair()
        self._channel = Channel(channel)
        try:
            server.request(control, server.WORKER, [workers_end, keepers_end])
            hello = self._hear(_START_S)
            ready = self._channel.receive(_until(time.monotonic() + _START_S))
        except (OSError, Closed, ProtocolError, KitFault) as error:
            last_words = str(self.end().get("printed", "")).strip().splitlines()[-3:]
            said = " ".join([type(error).__name__, str(error), *last_words])
            raise KitFault(f"no worker could be started: {said}") from error
        self.pid = int(hello["pid"])
        # What was said so far is the kit's own: no byte of a learner's is in the worker yet.
        self.locks = (*hello["locks"], *cast("dict[str, Any]", ready)["locks"])

    def ask(self, question: dict[str, Any], patience: Callable[[], float | None]) -> dict[str, Any]:
        """Send a question and wait for the answer.

        Args:
            question: what `grading.worker` understands.
            patience: see `Channel.send`.

        Raises:
            Closed: the process is gone.
            ProtocolError: what came back is no answer.
        """
        self._channel.send(question, patience)
        answer = self._channel.receive(patience)
        if not isinstance(answer, dict) or not isinstance(answer.get("reply"), str):
            raise ProtocolError("no reply")
        return answer

    def cpu_s(self) -> float | None:
        """CPU seconds that the process has used so far, None where it is gone."""
        try:
            return time.clock_gettime(~self.pid << 3 | 2)  # As `clock_getcpuclockid(3)` makes the id.
        except OSError:
            return None

    def end(self) -> dict[str, Any]:
        """Kill the process and all that it started.

        Returns:
            What `grading.keeper` reports at the end; empty where the keeper died too.
        """
        try:
            self._status.shutdown(socket.SHUT_WR)
            return self._hear(_END_S)
        except (OSError, KitFault):
            return {}
        finally:
            self._close()

    def _close(self) -> None:
        self._channel.close()
        self._status.close()

    def _hear(self, within_s: float) -> dict[str, Any]:
        deadline = time.monotonic() + within_s
        line = b""
        while not line.endswith(b"\n"):
            ready, _, _ = select.select([self._status], [], [], max(0.0, deadline - time.monotonic()))
            data = self._status.recv(4096) if ready else b""
            if not data:
                raise KitFault("a worker's keeper is gone, or answers no more")
            line += data
        fact: dict[str, Any] = json.loads(line.splitlines()[-1])
        return fact


def _until(deadline: float) -> Callable[[], float]:
    def patience() -> float:
        left = deadline - time.monotonic()
        if left <= 0:
            raise KitFault("a new worker did not answer in time")
        return left

    return patience
