"""Bounds of what a process may use, and whose end is its own."""

import resource
import signal
from contextlib import suppress
from pathlib import Path

from grading.sandbox.kernel import checked, libc

_SET_PARENT_DEATH_SIGNAL = 1
"""From `sys/prctl.h`."""

OPEN_FILES, THREADS = 128, 64


def end_with_parent() -> None:
    """Have the kernel kill this process when the one that forked it ends.

    Raises:
        LockMissing: not on Linux.
    """
    checked("parent-death signal", libc().prctl(_SET_PARENT_DEATH_SIGNAL, signal.SIGKILL, 0, 0, 0))


def die_first() -> None:
    """Be the process that the kernel ends where the machine runs out of memory, if it lets this be said."""
    with suppress(OSError):
        Path("/proc/self/oom_score_adj").write_text("1000")


def limit_resources(cpu_s: int, address_space_bytes: int, file_bytes: int) -> None:
    """Bound what this process may use; a limit that is already lower stays.

    Args:
        cpu_s: CPU seconds of the process's whole life.
        address_space_bytes: the memory that it may ask for, used or not.
        file_bytes: the size of a file that it writes.
    """
    limits = {
        resource.RLIMIT_CPU: cpu_s,
        resource.RLIMIT_FSIZE: file_bytes,
        # A machine that pipes its core files to a program asks only whether it is 1.
        resource.RLIMIT_CORE: 1,
        resource.RLIMIT_NOFILE: OPEN_FILES,
        # Threads count as well. Counted in the process's own user namespace.
        resource.RLIMIT_NPROC: THREADS,
        resource.RLIMIT_AS: address_space_bytes,
    }
    for kind, limit in limits.items():
        hard = resource.getrlimit(kind)[1]
        bound = limit if hard == resource.RLIM_INFINITY else min(limit, hard)
        resource.setrlimit(kind, (bound, bound))
