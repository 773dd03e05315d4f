"""Which files a process may read and write (Landlock), whatever else its user may do.

Source of numbers and structures: the kernel's `include/uapi/linux/landlock.h`.
"""

import ctypes
import os
from collections.abc import Iterable
from pathlib import Path

from grading.sandbox.kernel import LockMissing, checked, gain_no_privileges, libc

_CREATE_RULESET, _ADD_RULE, _RESTRICT_SELF = 444, 445, 446
_VERSION_QUERY = 1
_RULE_PATH_BENEATH = 1

_READ_FILE, _READ_DIR = 1 << 2, 1 << 3
_FILE_ONLY = 1 << 0 | 1 << 1 | _READ_FILE | 1 << 14 | 1 << 15
"""Rights that a rule on a single file may name: execute, write, read, truncate, device ioctl."""
_FILE_RIGHTS_BY_ABI = {1: (1 << 13) - 1, 2: (1 << 14) - 1, 3: (1 << 15) - 1, 5: (1 << 16) - 1}
_EXECUTE, _MAKE_DEVICES = 1 << 0, 1 << 6 | 1 << 11
_NET_TCP = 1 << 0 | 1 << 1
_SCOPE_SOCKETS_AND_SIGNALS = 1 << 0 | 1 << 1


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


def landlock_abi() -> int:
    """Version of the kernel's Landlock, 0 where it has none."""
    try:
        return max(0, int(libc().syscall(_CREATE_RULESET, None, 0, _VERSION_QUERY)))
    except LockMissing:
        return 0


def restrict_files(readable: Iterable[Path], writable: Iterable[Path], listable: Iterable[Path] = ()) -> None:
    """Let this process and its children read only some paths, write only to some, and execute nothing.

    Where the kernel can, TCP, signals to processes outside and abstract sockets are closed as well.

    Args:
        readable: files and folders; a folder stands for all below it.
        writable: files and folders that may be read and written; in a folder everything but devices may be
            made.
        listable: folders whose entries, and all below, may be listed.

    Raises:
        LockMissing: the kernel has no Landlock, or it is switched off.
    """
    kernel = libc()
    abi = landlock_abi()
    if not abi:
        raise LockMissing("files: this kernel has no Landlock, or it is switched off")
    handled = _FILE_RIGHTS_BY_ABI[max(version for version in _FILE_RIGHTS_BY_ABI if version <= abi)]
    scoped = _SCOPE_SOCKETS_AND_SIGNALS if abi >= 6 else 0
    attributes = _RulesetAttributes(handled, _NET_TCP if abi >= 4 else 0, scoped)
    size = 8 if abi < 4 else 16 if abi < 6 else 24
    ruleset = checked(
        "Landlock", kernel.syscall(_CREATE_RULESET, ctypes.byref(attributes), ctypes.c_size_t(size), 0)
    )
    try:
        for path in readable:
            _allow(kernel, ruleset, path, (_READ_FILE | _READ_DIR) & handled)
        for path in listable:
            _allow(kernel, ruleset, path, _READ_DIR)
        for path in writable:
            _allow(kernel, ruleset, path, handled & ~(_EXECUTE | _MAKE_DEVICES))
        gain_no_privileges()
        checked("Landlock", kernel.syscall(_RESTRICT_SELF, ruleset, 0))
    finally:
        os.close(ruleset)


def _allow(kernel: ctypes.CDLL, ruleset: int, path: Path, rights: int) -> None:
    try:
        descriptor = os.open(path, os.O_PATH | os.O_CLOEXEC)
    except FileNotFoundError:
        return
    try:
        rule = _PathBeneath(rights if path.is_dir() else rights & _FILE_ONLY, descriptor)
        checked(
            f"Landlock rule for {path}",
            kernel.syscall(_ADD_RULE, ruleset, _RULE_PATH_BENEATH, ctypes.byref(rule), 0),
        )
    finally:
        os.close(descriptor)
