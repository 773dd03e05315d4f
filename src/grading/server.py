"""A warm process that forks on request, so that imports are paid once.

It receives one control byte and the descriptors that the fork is to use, and nothing else: whatever a learner
or a hidden test sends goes past it, so no later fork finds anything of it in memory.
"""

import argparse
import gc
import os
import signal
import socket
import sys
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from helpers.exercises import EXERCISES

WORKER = b"w"
ORACLE = b"o"
JUDGE = b"j"
MAX_DESCRIPTORS = 2

_NUMPY_ONLY = frozenset(exercise.module for exercise in EXERCISES if exercise.numpy_only)

Job = Callable[[list[int]], None]


@dataclass(frozen=True)
class Doors:
    """Ways to the servers.

    Attributes:
        numpy: control socket of the server that forks workers of the NumPy exercises.
        keras: likewise of the Keras exercises.
        oracle: where the oracle takes connections.
    """

    numpy: socket.socket
    keras: socket.socket
    oracle: socket.socket

    def of(self, module: str) -> socket.socket:
        """Control socket of the server whose workers run a learner's module."""
        return self.numpy if module in _NUMPY_ONLY else self.keras


def serve(control: socket.socket, jobs: dict[bytes, Job]) -> None:
    """Fork once for every request, until the other end of the control socket is closed.

    Args:
        control: a socket of type SOCK_SEQPACKET.
        jobs: what a fork does with the descriptors that came along, by control byte. The fork ends with it.
    """
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    gc.freeze()
    while True:
        try:
            byte, descriptors, _, _ = socket.recv_fds(control, 1, MAX_DESCRIPTORS)
        except ConnectionResetError:
            return
        if not byte:
            return
        try:
            pid = os.fork()
        except OSError as error:
            # The machine is out of processes or memory: who asked sees the descriptors closed.
            print(f"no fork: {error}", file=sys.stderr)
            pid = -1
        if pid == 0:
            _run(jobs[byte], control, descriptors)
        for descriptor in descriptors:
            os.close(descriptor)


def _run(job: Job, control: socket.socket, descriptors: list[int]) -> None:
    code = 1
    try:
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        control.close()
        job(descriptors)
        code = 0
    except BaseException:
        sys.excepthook(*sys.exc_info())
    finally:
        os._exit(code)


def request(control: socket.socket, kind: bytes, ends: list[socket.socket]) -> None:
    """Ask a server for a fork that uses these socket ends; they are closed here.

    Raises:
        ConnectionError: the server is gone.
    """
    try:
        socket.send_fds(control, [kind], [end.fileno() for end in ends])
    finally:
        for end in ends:
            end.close()


def main() -> None:
    """Run a server of workers; its control socket is an inherited descriptor."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("kind", choices=["numpy", "keras"])
    parser.add_argument("control", type=int)
    arguments = parser.parse_args()
    control = socket.socket(fileno=arguments.control)
    # Only now, so that each server loads what its workers need and no more.
    from grading.keeper import keep

    if arguments.kind == "numpy":
        from grading.numpy_kind import NUMPY

        serve(control, {WORKER: partial(keep, NUMPY)})
    else:
        from grading import modules, readable

        # Keras loads more where it happens to be installed: that would cost time, and learners could use it.
        offered = readable.top_level_names(readable.requirements_of(*readable.KERAS_LIBRARIES))
        sys.meta_path.insert(0, modules.LibrariesOnly({"grading", "helpers", *offered}))
        from grading.keras_kind import KERAS
        from grading.oracle import answer

        serve(control, {WORKER: partial(keep, KERAS), ORACLE: answer})


if __name__ == "__main__":
    main()
