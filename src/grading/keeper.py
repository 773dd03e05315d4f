"""Between server and worker: makes the worker's surroundings, watches over it, leaves nothing behind."""

import contextlib
import itertools
import json
import os
import re
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

_LOOK_EVERY_MS, _PAUSE_MS = 20, 2
_OUTPUT_BYTES = 2000
"""Of what a worker prints, so much is kept of the beginning, and as much of the end."""


def keep(kind: Kind, descriptors: list[int]) -> None:
    """Fork a worker, and stay until it is gone.

    The judge learns from the status socket, out of the worker's reach, `{"pid", "locks"}` at the start. When
    it closes its half of that socket, the worker and all that it started is killed. Then it learns

    - `ended`: the exit code, or minus a signal's number, and `cpu_s`: CPU seconds;
    - `asked`: whether the worker lived until the judge asked for its end;
    - `over_memory`: the bound in MiB, where it was killed for using more memory than that; else None;
    - `printed`: the beginning and the end of what it printed.

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
        watched = _Watched(pid, output, kind.resident_bytes)
        _tell(judge, {"pid": pid, "locks": held})
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

    Raises:
        LockMissing: the memory that it uses can't be seen.
    """

    def __init__(self, pid: int, output: int, resident_bytes: int) -> None:
        self._pid = pid
        self._output = output
        in_use = _resident_bytes(pid)
        if not in_use:
            raise LockMissing("memory in use: it can't be read from /proc")
        self._allowed_bytes = resident_bytes
        self._most_bytes = in_use + resident_bytes
        self._over_memory = self._asked = False
        self._first = self._last = b""

    def await_end(self, judge: socket.socket) -> None:
        """Return when the worker is gone, killed where its memory makes it necessary, and the judge wants it.

        Until then its number is not given to another process, whose time the judge would take for its own.
        """
        process = os.pidfd_open(self._pid)
        ends, ends_and_output = select.poll(), select.poll()
        for descriptor in (process, judge.fileno()):
            ends.register(descriptor, select.POLLIN)
            ends_and_output.register(descriptor, select.POLLIN)
        ends_and_output.register(self._output, select.POLLIN)
        while True:
            ready = {descriptor for descriptor, _ in ends_and_output.poll(_LOOK_EVERY_MS)}
            if self._output in ready:
                if not self._read():
                    ends_and_output.unregister(self._output)
                # A worker that prints byte by byte would keep this process as busy as itself.
                ready |= {descriptor for descriptor, _ in ends.poll(_PAUSE_MS)}
            if process in ready:
                break
            wanted = judge.fileno() in ready
            # A judge that lost the channel may ask before the process, under way to its end, has come there.
            self._asked = wanted and not _is_ending(self._pid)
            self._over_memory = _resident_bytes(self._pid) > self._most_bytes
            if wanted or self._over_memory:
                os.kill(self._pid, signal.SIGKILL)
                break
        os.close(process)
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self._pid, signal.SIGKILL)
        select.select([judge], [], [])

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
        bound = self._allowed_bytes // 2**20 if self._over_memory else None
        return {"asked": self._asked, "over_memory": bound, "printed": printed}


def _resident_bytes(pid: int) -> int:
    """Memory that only this process has in use, in swap or not; 0 where it is gone."""
    try:
        status = Path(f"/proc/{pid}/status").read_bytes()
    except (FileNotFoundError, ProcessLookupError):
        return 0
    # The worker chooses its own name, the first line: it may be no text, and only "\n" is escaped in it.
    kinds = rb"^(?:RssAnon|RssShmem|VmSwap|VmPTE|HugetlbPages):\s*(\d+)"
    return sum(1024 * int(kb) for kb in re.findall(kinds, status, re.MULTILINE))


def _is_ending(pid: int) -> bool:
    """Whether the kernel has begun to end a process (`proc_pid_stat(5)`; PF_EXITING of `linux/sched.h`)."""
    try:
        after_name = Path(f"/proc/{pid}/stat").read_bytes().rpartition(b")")[2]
    except (FileNotFoundError, ProcessLookupError):
        return True
    return bool(int(after_name.split()[6]) & 0x4)


def _reap(pid: int) -> dict[str, object]:
    _, wait_status, usage = os.wait4(pid, 0)
    return {
        "ended": os.waitstatus_to_exitcode(wait_status),
        "cpu_s": round(usage.ru_utime + usage.ru_stime, 3),
    }
