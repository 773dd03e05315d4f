"""Between server and worker: makes the worker's surroundings, watches over it, leaves nothing behind."""

import contextlib
import itertools
import json
import os
import select
import shutil
import signal
import socket
import tempfile
from pathlib import Path

from grading import locks, worker
from grading.kind import Kind
from grading.sandbox.kernel import LockMissing
from grading.sandbox.namespaces import enter_namespaces

_LOOK_EVERY_S = 0.02
_OUTPUT_BYTES = 2000
"""Of what a worker prints, so much is kept of the beginning, and as much of the end."""


def keep(kind: Kind, descriptors: list[int]) -> None:
    """Fork a worker, and stay until it is gone.

    The judge learns from the status socket, out of the worker's reach, `{"pid", "locks"}` at the start, and
    `{"ended", "cpu_s", "over_memory", "printed"}` at the end: the exit code or minus a signal's number,
    seconds, whether it was killed for the memory that it used, and what it printed. When the judge closes
    that socket, the worker and all that it started is killed.

    Args:
        kind: what kind of worker.
        descriptors: the worker's end of its channel, and the keeper's end of the status socket.
    """
    channel, status = descriptors
    os.setsid()
    # Its own complaints go to the server's log; the worker will not have that.
    _close_all_but([0, 1, 2, *descriptors])
    held = _enter_namespaces()
    folder = Path(tempfile.mkdtemp(prefix="kit-worker-"))
    output, workers_output = os.pipe()
    pid = os.fork()
    if pid == 0:
        os.close(status)
        os.close(output)
        worker.run(channel, workers_output, folder, kind)
    os.close(channel)
    os.close(workers_output)
    with socket.socket(fileno=status) as judge:
        _tell(judge, {"pid": pid, "locks": held})
        watched = _Watched(pid, output, kind.resident_bytes)
        watched.await_end(judge)
        end = _reap(pid) | watched.report()
        # Nothing is in it, unless a machine that gives no root of its own was put up with.
        shutil.rmtree(folder, ignore_errors=True)
        _tell(judge, end)


def _close_all_but(kept: list[int]) -> None:
    bounds = [-1, *sorted(kept), 2**20]
    for below, above in itertools.pairwise(bounds):
        # Python takes the empty range before 0 for all there are.
        if below + 1 < above:
            os.closerange(below + 1, above)


def _enter_namespaces() -> list[str]:
    try:
        enter_namespaces()
    except (LockMissing, OSError):
        return []
    return [locks.NAMESPACES]


def _tell(judge: socket.socket, fact: dict[str, object]) -> None:
    try:
        judge.sendall(json.dumps(fact).encode() + b"\n")
    except OSError:
        return  # The judge is gone; what it no longer hears is of no use to anyone.


class _Watched:
    """A worker under way: its memory is bounded, and its output read.

    Args:
        pid: the worker.
        output: descriptor from which its output is read; closed at the end.
        resident_bytes: the memory that it may use beyond what it has in use now.
    """

    def __init__(self, pid: int, output: int, resident_bytes: int) -> None:
        self._pid = pid
        self._output = output
        self._most_bytes = _resident_bytes(pid) + resident_bytes
        self._over_memory = False
        self._first = self._last = b""

    def await_end(self, judge: socket.socket) -> None:
        """Return when the worker is gone, killed where the judge or its memory makes it necessary."""
        process = os.pidfd_open(self._pid)
        waiting = select.poll()
        for descriptor in (process, judge.fileno(), self._output):
            waiting.register(descriptor, select.POLLIN)
        while True:
            ready = {descriptor for descriptor, _ in waiting.poll(1000 * _LOOK_EVERY_S)}
            if self._output in ready and not self._read():
                waiting.unregister(self._output)
            self._over_memory = _resident_bytes(self._pid) > self._most_bytes
            if self._over_memory or judge.fileno() in ready:
                os.kill(self._pid, signal.SIGKILL)
                break
            if process in ready:
                break
        os.close(process)
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self._pid, signal.SIGKILL)

    def _read(self) -> bytes:
        printed = os.read(self._output, 2**16)
        missing = _OUTPUT_BYTES - len(self._first)
        self._first += printed[:missing]
        self._last = (self._last + printed[missing:])[-_OUTPUT_BYTES:]
        return printed

    def report(self) -> dict[str, object]:
        """What is to be said of it at its end."""
        # Nothing more comes than what a pipe holds.
        os.set_blocking(self._output, False)
        with contextlib.suppress(BlockingIOError):
            self._read()
        os.close(self._output)
        printed = (self._first + self._last).decode("utf-8", "replace")
        return {"over_memory": self._over_memory, "printed": printed}


def _resident_bytes(pid: int) -> int:
    """Memory that only this process has in use, in swap or not; 0 where it is gone."""
    try:
        status = Path(f"/proc/{pid}/status").read_text()
    except (FileNotFoundError, ProcessLookupError):
        return 0
    fields = dict(line.split(":", 1) for line in status.splitlines())
    kinds = ("RssAnon", "RssShmem", "VmSwap", "HugetlbPages")
    return sum(1024 * int(fields[kind].split()[0]) for kind in kinds if kind in fields)


def _reap(pid: int) -> dict[str, object]:
    _, wait_status, usage = os.wait4(pid, 0)
    return {
        "ended": os.waitstatus_to_exitcode(wait_status),
        "cpu_s": round(usage.ru_utime + usage.ru_stime, 3),
    }
