"""What all locks share: system calls that Python has no function for, made through ctypes."""

import ctypes
import os
import sys

_NO_NEW_PRIVILEGES = 38
"""From `sys/prctl.h`."""


class LockMissing(Exception):
    """The machine does not offer a lock; the message says which one and why."""


def libc() -> ctypes.CDLL:
    """The C library, with its errors kept.

    Raises:
        LockMissing: not on Linux.
    """
    if sys.platform != "linux":
        raise LockMissing(f"locked grading needs Linux, this is {sys.platform}")
    return ctypes.CDLL(None, use_errno=True)


def checked(what: str, result: int) -> int:
    """The result of a system call.

    Args:
        what: the call, in words for an instructor.
        result: what it gave.

    Raises:
        LockMissing: it failed.
    """
    if result < 0:
        raise LockMissing(f"{what}: {os.strerror(ctypes.get_errno())}")
    return result


def gain_no_privileges() -> None:
    """Never again gain rights by starting a program; the kernel asks for this before other locks.

    Raises:
        LockMissing: not on Linux.
    """
    checked("no new privileges", libc().prctl(_NO_NEW_PRIVILEGES, 1, 0, 0, 0))
