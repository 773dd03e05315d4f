"""Between server and worker: makes the worker's surroundings, awaits its end, leaves nothing of it behind."""

import contextlib
import itertools
import json
import os
import select
import signal
import socket
import tempfile
from pathlib import Path

from grading import locks, sandbox, worker
from grading.kind import Kind


def keep(kind: Kind, descriptors: list[int]) -> None:
    """Fork a worker, and stay until it is gone.

    The judge learns from the status socket, out of the worker's reach, `{"pid", "locks"}` at the start and
    `{"ended", "cpu_s"}` at the end. When the judge closes that socket, the worker and all that it started
    is killed.

    Args:
        kind: what kind of worker.
        descriptors: the worker's end of its channel, and the keeper's end of the status socket.
    """
    channel, status = descriptors
    os.setsid()
    # Its own complaints go to the server's log; the worker will not have that.
    _close_all_but([2, *descriptors])
    held = _enter_namespaces()
    folder = Path(tempfile.mkdtemp(prefix="kit-worker-"))
    pid = os.fork()
    if pid == 0:
        os.close(status)
        worker.run(channel, folder, kind)
    os.close(channel)
    with socket.socket(fileno=status) as judge:
        _tell(judge, {"pid": pid, "locks": held})
        _await_end(pid, judge)
        end = _reap(pid)
        try:
            _remove(folder)
        finally:
            _tell(judge, end)


def _close_all_but(kept: list[int]) -> None:
    bounds = [-1, *sorted(kept), 2**20]
    for below, above in itertools.pairwise(bounds):
        os.closerange(below + 1, above)


def _enter_namespaces() -> list[str]:
    try:
        sandbox.enter_namespaces()
    except (sandbox.LockMissing, OSError):
        return []
    return [locks.NAMESPACES]


def _tell(judge: socket.socket, fact: dict[str, object]) -> None:
    try:
        judge.sendall(json.dumps(fact).encode() + b"\n")
    except OSError:
        return  # The judge is gone; what it no longer hears is of no use to anyone.


def _await_end(pid: int, judge: socket.socket) -> None:
    process = os.pidfd_open(pid)
    ready, _, _ = select.select([process, judge.fileno()], [], [])
    if judge.fileno() in ready:
        os.kill(pid, signal.SIGKILL)
    os.close(process)
    with contextlib.suppress(ProcessLookupError):
        os.killpg(pid, signal.SIGKILL)


def _reap(pid: int) -> dict[str, object]:
    _, wait_status, usage = os.wait4(pid, 0)
    return {
        "ended": os.waitstatus_to_exitcode(wait_status),
        "cpu_s": round(usage.ru_utime + usage.ru_stime, 3),
    }


def _remove(folder: Path) -> None:
    """Remove a folder, however deep, and whatever rights learner code took away.

    Folders inside are moved out before they are emptied: paths stay short, and nothing is done recursively.
    No command can do it instead: when the first process of a PID namespace is gone, its keeper can't fork.
    """
    pending, moved = [folder], 0
    while pending:
        current = pending.pop()
        for entry in list(os.scandir(current)):
            path = Path(entry.path)
            if entry.is_dir(follow_symlinks=False):
                moved += 1
                path.chmod(0o700)
                pending.append(path.rename(folder.with_name(f"{folder.name}.{moved}")))
            else:
                path.unlink()
        current.rmdir()
