"""A filter of system calls (seccomp): what a worker does not need, the kernel does not do for it.

The filter is a program for the kernel's classic BPF machine. Sources: the kernel's
`Documentation/userspace-api/seccomp_filter.rst`, `include/uapi/linux/filter.h` and `seccomp.h`.
"""

import ctypes
import errno
import platform
import struct
import sys
from dataclasses import dataclass

from grading.sandbox.kernel import LockMissing, checked, gain_no_privileges, libc
from grading.sandbox.syscalls import ALLOWED, CLONE, CLOSE_RANGE, FCNTL, IOCTL, MMAP, PRCTL, Numbers

_SET_SECCOMP, _FILTER = 22, 2
_AUDIT_NUMBERS = {"x86_64": 0xC000003E, "aarch64": 0xC00000B7}
_LOAD, _AND, _IF_EQUAL, _IF_AT_LEAST, _RETURN = 0x20, 0x54, 0x15, 0x35, 0x06
_ALLOW, _ERROR, _KILL = 0x7FFF0000, 0x00050000, 0x80000000
_CALL_OFFSET, _MACHINE_OFFSET, _ARGUMENTS_OFFSET = 0, 4, 16

_REFUSED, _UNKNOWN = _ERROR | errno.EPERM, _ERROR | errno.ENOSYS
_NEWER = 435
"""From this number on (clone3's), C libraries fall back on an older call where a kernel does not know one."""


@dataclass(frozen=True)
class _Condition:
    """A call that is allowed by one of its arguments.

    Attributes:
        call: the call.
        argument: the argument's position.
        mask: the bits of it that matter.
        values: what they are compared with.
        allowed: whether the call is allowed with these values, or with all others.
    """

    call: Numbers
    argument: int
    mask: int
    values: tuple[int, ...]
    allowed: bool


_ALL_BITS = 0xFFFFFFFF
# From `sched.h`, `sys/mman.h`, `fcntl.h`, `sys/prctl.h` and `asm-generic/ioctls.h`.
_THREAD, _SAME_FILES, _NEW_NAMESPACES = 0x00010000, 0x00000400, 0x7E020000
_SHARED, _ANONYMOUS = 0x01, 0x20
_UNSHARE_FILES = 0x2
_DUPLICATE, _GET_FLAGS, _SET_FLAGS, _GET_STATUS, _SET_STATUS, _DUPLICATE_CLOEXEC = 0, 1, 2, 3, 4, 1030
_SET_NAME, _GET_NAME, _NAME_MEMORY = 15, 16, 0x53564D41
_GET_TERMINAL, _AVAILABLE, _NON_BLOCKING, _CLOSE_ON_EXEC = 0x5401, 0x541B, 0x5421, 0x5451

_CONDITIONS = (
    # Threads, and no process; and none with descriptors of its own, which would be bounded for each.
    _Condition(CLONE, 0, _THREAD | _SAME_FILES | _NEW_NAMESPACES, (_THREAD | _SAME_FILES,), allowed=True),
    _Condition(CLOSE_RANGE, 2, _UNSHARE_FILES, (0,), allowed=True),
    # Such memory can be kept without being resident in any process: it would be counted nowhere.
    _Condition(MMAP, 3, _SHARED | _ANONYMOUS, (_SHARED | _ANONYMOUS,), allowed=False),
    # No larger pipes: as they are, 128 descriptors hold 4 MiB, which is counted nowhere. No locks on parts of
    # a file, of which the kernel's list may be endless. No leases, by which others wait for a file.
    _Condition(
        FCNTL,
        1,
        _ALL_BITS,
        (_DUPLICATE, _GET_FLAGS, _SET_FLAGS, _GET_STATUS, _SET_STATUS, _DUPLICATE_CLOEXEC),
        allowed=True,
    ),
    _Condition(PRCTL, 0, _ALL_BITS, (_SET_NAME, _GET_NAME, _NAME_MEMORY), allowed=True),
    _Condition(IOCTL, 1, _ALL_BITS, (_GET_TERMINAL, _AVAILABLE, _NON_BLOCKING, _CLOSE_ON_EXEC), allowed=True),
)


def filter_calls() -> None:
    """Have the kernel refuse all system calls but those that a computation in one process needs.

    A refused call fails with EPERM, one that is newer than what is allowed with ENOSYS.

    Raises:
        LockMissing: no filter for this machine, or the kernel has none.
    """
    machine = platform.machine()
    if machine not in _AUDIT_NUMBERS or sys.byteorder != "little":
        raise LockMissing(f"system calls: no filter for {machine}, only for {' and '.join(_AUDIT_NUMBERS)}")
    instructions = _program(machine)
    program = b"".join(struct.pack("=HBBI", *instruction) for instruction in instructions)
    holder = ctypes.create_string_buffer(program, len(program))
    described = struct.pack("@HP", len(instructions), ctypes.addressof(holder))
    gain_no_privileges()
    checked("system calls (seccomp)", libc().prctl(_SET_SECCOMP, _FILTER, described, 0, 0))


def _program(machine: str) -> list[tuple[int, int, int, int]]:
    which = list(_AUDIT_NUMBERS).index(machine)
    program = [
        (_LOAD, 0, 0, _MACHINE_OFFSET),
        # Programs of another kind know other numbers.
        (_IF_EQUAL, 1, 0, _AUDIT_NUMBERS[machine]),
        (_RETURN, 0, 0, _KILL),
        (_LOAD, 0, 0, _CALL_OFFSET),
    ]
    for numbers in ALLOWED.values():
        number = numbers[which]
        if number is not None:
            program += [(_IF_EQUAL, 0, 1, number), (_RETURN, 0, 0, _ALLOW)]
    for condition in _CONDITIONS:
        number = condition.call[which]
        assert number is not None
        tested = _tested(condition)
        program += [(_IF_EQUAL, 0, len(tested), number), *tested]
    return [*program, (_IF_AT_LEAST, 0, 1, _NEWER), (_RETURN, 0, 0, _UNKNOWN), (_RETURN, 0, 0, _REFUSED)]


def _tested(condition: _Condition) -> list[tuple[int, int, int, int]]:
    found, otherwise = (_ALLOW, _REFUSED) if condition.allowed else (_REFUSED, _ALLOW)
    tested = [
        # The lower half, on these machines the first: the kernel itself looks at no more.
        (_LOAD, 0, 0, _ARGUMENTS_OFFSET + 8 * condition.argument),
        (_AND, 0, 0, condition.mask),
    ]
    for value in condition.values:
        tested += [(_IF_EQUAL, 0, 1, value), (_RETURN, 0, 0, found)]
    return [*tested, (_RETURN, 0, 0, otherwise)]
