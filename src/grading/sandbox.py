"""Locks that a process puts on itself; the kernel keeps them, and no code run later can take them off.

Each lock is a system call that Python has no function for, so they are made through ctypes. Sources of
numbers and structures: the kernel's `include/uapi/linux/landlock.h`, `sched.h` and `prctl.h`.
"""

import ctypes
import os
import resource
import signal
import sys
from collections.abc import Iterable
from pathlib import Path

from grading import locks

_CLONE_NEWUSER, _CLONE_NEWPID = 0x10000000, 0x20000000
_CLONE_NEWNET, _CLONE_NEWIPC = 0x40000000, 0x08000000
_PR_SET_PDEATHSIG, _PR_SET_NO_NEW_PRIVS = 1, 38
_LANDLOCK_CREATE_RULESET, _LANDLOCK_ADD_RULE, _LANDLOCK_RESTRICT_SELF = 444, 445, 446
_LANDLOCK_VERSION_QUERY = 1
_RULE_PATH_BENEATH = 1

_READ_FILE, _READ_DIR = 1 << 2, 1 << 3
_FILE_ONLY = 1 << 0 | 1 << 1 | _READ_FILE | 1 << 14 | 1 << 15
"""Rights that a rule on a single file may name: execute, write, read, truncate, device ioctl."""
_FILE_RIGHTS_BY_ABI = {1: (1 << 13) - 1, 2: (1 << 14) - 1, 3: (1 << 15) - 1, 5: (1 << 16) - 1}
_EXECUTE, _MAKE_DEVICES = 1 << 0, 1 << 6 | 1 << 11
_NET_TCP = 1 << 0 | 1 << 1
_SCOPE_SOCKETS_AND_SIGNALS = 1 << 0 | 1 << 1


class LockMissing(Exception):
    """The machine does not offer a lock; the message says which one and why."""


class _RulesetAttributes(ctypes.Structure):
    _fields_ = (
        ("handled_access_fs", ctypes.c_uint64),
        ("handled_access_net", ctypes.c_uint64),
        ("scoped", ctypes.c_uint64),
    )


class _PathBeneath(ctypes.Structure):
    _pack_ = 1
    _layout_ = "ms"
    _fields_ = (("allowed_access", ctypes.c_uint64), ("parent_fd", ctypes.c_int32))


def _libc() -> ctypes.CDLL:
    if sys.platform != "linux":
        raise LockMissing(f"locked grading needs Linux, this is {sys.platform}")
    return ctypes.CDLL(None, use_errno=True)


def _call(what: str, result: int) -> int:
    if result < 0:
        raise LockMissing(f"{what}: {os.strerror(ctypes.get_errno())}")
    return result


def end_with_parent() -> None:
    """Have the kernel kill this process when the one that forked it ends.

    Raises:
        LockMissing: not on Linux.
    """
    _call("parent-death signal", _libc().prctl(_PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0))


def enter_namespaces() -> None:
    """Leave the machine's network, IPC objects and users; processes forked next leave its process list too.

    The user inside has the id of the user outside, and no right outside.

    Raises:
        LockMissing: the machine does not let this user make namespaces.
    """
    user, group = os.getuid(), os.getgid()
    flags = _CLONE_NEWUSER | _CLONE_NEWPID | _CLONE_NEWNET | _CLONE_NEWIPC
    _call("namespaces", _libc().unshare(flags))
    Path("/proc/self/setgroups").write_text("deny")
    Path("/proc/self/uid_map").write_text(f"{user} {user} 1")
    Path("/proc/self/gid_map").write_text(f"{group} {group} 1")


def limit_resources(cpu_s: int, memory_bytes: int | None, file_bytes: int) -> None:
    """Bound what this process may use; a limit that is already lower stays.

    Args:
        cpu_s: CPU seconds of the process's whole life.
        memory_bytes: address space; None leaves it unbounded.
        file_bytes: the size of a file that it writes.
    """
    limits = {
        resource.RLIMIT_CPU: cpu_s,
        resource.RLIMIT_FSIZE: file_bytes,
        resource.RLIMIT_CORE: 0,
        resource.RLIMIT_NOFILE: 128,
        # Counted in the process's own user namespace. The kernel exempts root.
        resource.RLIMIT_NPROC: 64,
    }
    if memory_bytes is not None:
        limits[resource.RLIMIT_AS] = memory_bytes
    for kind, limit in limits.items():
        hard = resource.getrlimit(kind)[1]
        bound = limit if hard == resource.RLIM_INFINITY else min(limit, hard)
        resource.setrlimit(kind, (bound, bound))


def landlock_abi() -> int:
    """Version of the kernel's Landlock, 0 where it has none."""
    try:
        return max(0, int(_libc().syscall(_LANDLOCK_CREATE_RULESET, None, 0, _LANDLOCK_VERSION_QUERY)))
    except LockMissing:
        return 0


def restrict_files(readable: Iterable[Path], writable: Path) -> list[str]:
    """Let this process and its children read only some paths, write in one folder, and execute nothing.

    Where the kernel can, TCP, signals to processes outside and abstract sockets are closed as well.

    Args:
        readable: files and folders; a folder stands for all below it.
        writable: a folder in which everything but devices may be made.

    Returns:
        The locks that hold now.

    Raises:
        LockMissing: the kernel has no Landlock, or it is switched off.
    """
    libc = _libc()
    abi = landlock_abi()
    if not abi:
        raise LockMissing("files: this kernel has no Landlock, or it is switched off")
    handled = _FILE_RIGHTS_BY_ABI[max(version for version in _FILE_RIGHTS_BY_ABI if version <= abi)]
    scoped = _SCOPE_SOCKETS_AND_SIGNALS if abi >= 6 else 0
    attributes = _RulesetAttributes(handled, _NET_TCP if abi >= 4 else 0, scoped)
    size = 8 if abi < 4 else 16 if abi < 6 else 24
    ruleset = _call(
        "Landlock", libc.syscall(_LANDLOCK_CREATE_RULESET, ctypes.byref(attributes), ctypes.c_size_t(size), 0)
    )
    try:
        for path in readable:
            _allow(libc, ruleset, path, (_READ_FILE | _READ_DIR) & handled)
        _allow(libc, ruleset, writable, handled & ~(_EXECUTE | _MAKE_DEVICES))
        _call("no new privileges", libc.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0))
        _call("Landlock", libc.syscall(_LANDLOCK_RESTRICT_SELF, ruleset, 0))
    finally:
        os.close(ruleset)
    return [locks.FILES, locks.SIGNALS] if scoped else [locks.FILES]


def _allow(libc: ctypes.CDLL, ruleset: int, path: Path, rights: int) -> None:
    try:
        descriptor = os.open(path, os.O_PATH | os.O_CLOEXEC)
    except FileNotFoundError:
        return
    try:
        rule = _PathBeneath(rights if path.is_dir() else rights & _FILE_ONLY, descriptor)
        _call(
            f"Landlock rule for {path}",
            libc.syscall(_LANDLOCK_ADD_RULE, ruleset, _RULE_PATH_BENEATH, ctypes.byref(rule), 0),
        )
    finally:
        os.close(descriptor)
