"""A root of its own: for the process, only Python, its libraries and an empty folder exist."""

import ctypes
import os
import sys
from collections.abc import Iterable
from pathlib import Path

from grading.sandbox.kernel import checked, libc

WORK = Path("/tmp")
"""The one folder inside in which something can be written."""

WORK_BYTES, WORK_FILES = 64 * 2**20, 4096
"""How much can be in it."""

# From `sched.h`, `sys/mount.h` and the kernel's `include/uapi/linux/mount.h`.
_NEW_MOUNTS = 0x00020000
_NO_SETUID, _NO_DEVICES, _NO_PROGRAMS = 0x2, 0x4, 0x8
_BIND, _RECURSIVE, _PRIVATE = 0x1000, 0x4000, 0x40000
_DETACH = 2
_MOUNT_SETATTR, _AT_RECURSIVE = 442, 0x8000
_ATTRIBUTE_READ_ONLY, _ATTRIBUTE_NO_SETUID = 0x1, 0x2

_BUILDING_SITE = Path("/proc")
"""Where the new root is put together: a folder that every machine has, and that nothing shown lies in."""


class _MountAttributes(ctypes.Structure):
    _fields_ = (
        ("set", ctypes.c_uint64),
        ("clear", ctypes.c_uint64),
        ("propagation", ctypes.c_uint64),
        ("user_namespace", ctypes.c_uint64),
    )


def enter_root(shown: Iterable[Path], covered: Iterable[Path]) -> None:
    """Leave the machine's file system for one that holds some of its folders, read-only, and `WORK`.

    `WORK`, the working directory from now on, is in memory, `WORK_BYTES` and `WORK_FILES` large at most, and
    gone with the process. `/dev/shm` leads there as well. There is no procfs.

    Args:
        shown: folders and files that keep their paths; what is missing is left out.
        covered: folders in these that are left out all the same, but for what is shown by itself.

    Raises:
        LockMissing: the machine does not let this process mount; it has to be in a user namespace of its own.
        OSError: what is shown changed meanwhile.
    """
    checked("own mounts", libc().unshare(_NEW_MOUNTS))
    _mount("none", "/", None, _RECURSIVE | _PRIVATE)
    inside = _BUILDING_SITE
    _mount("tmpfs", str(inside), "tmpfs", _NO_SETUID, "mode=755,size=1m")
    for entry in os.scandir("/"):
        if entry.is_symlink():
            (inside / entry.name).symlink_to(Path(entry.path).readlink())
    covers = set(covered)
    # What lies in a folder comes after it, whatever links lead there.
    for path in sorted({*shown, *covers}, key=os.path.realpath):
        if path in covers:
            _mount("tmpfs", f"{inside}{os.path.realpath(path)}", "tmpfs", _NO_SETUID, "mode=755,size=1m")
        else:
            _show(path, inside)
    # TensorFlow learns from these that it runs inside of Python, and ends the process where they are missing.
    own = inside / "proc" / "self"
    own.mkdir(parents=True)
    (own / "exe").symlink_to(sys.executable)
    (own / "cmdline").write_bytes(b"python3\0")
    (inside / "dev").mkdir(exist_ok=True)
    (inside / "dev" / "shm").symlink_to(WORK)
    work = inside / WORK.relative_to("/")
    work.mkdir()
    _make_read_only(inside)
    _mount(
        "tmpfs",
        str(work),
        "tmpfs",
        _NO_SETUID | _NO_DEVICES | _NO_PROGRAMS,
        f"mode=700,size={WORK_BYTES},nr_inodes={WORK_FILES}",
    )
    os.chdir(inside)
    checked("own root", libc().pivot_root(b".", b"."))
    # Both roots lie over one another now, the old one on top.
    checked("own root", libc().umount2(b".", _DETACH))
    os.chdir(WORK)


def _show(path: Path, inside: Path) -> None:
    """Have a path lead inside to where it leads outside, over the same symbolic links."""
    for step in [*reversed(path.parents), path]:
        here = inside / step.relative_to("/")
        if step.is_symlink():
            if not here.is_symlink():
                here.symlink_to(step.readlink())
            _show(Path(os.path.normpath(step.parent / step.readlink() / path.relative_to(step))), inside)
            return
        if step != path and not here.exists():
            here.mkdir()
    if path.exists() and not here.exists():
        if path.is_dir():
            here.mkdir()
        else:
            here.touch()
        _mount(str(path), str(here), None, _BIND | _RECURSIVE)


def _make_read_only(folder: Path) -> None:
    attributes = _MountAttributes(_ATTRIBUTE_READ_ONLY | _ATTRIBUTE_NO_SETUID, 0, 0, 0)
    checked(
        "read-only mounts",
        libc().syscall(
            _MOUNT_SETATTR,
            -1,
            os.fsencode(folder),
            _AT_RECURSIVE,
            ctypes.byref(attributes),
            ctypes.c_size_t(ctypes.sizeof(attributes)),
        ),
    )


def _mount(source: str, target: str, kind: str | None, flags: int, options: str | None = None) -> None:
    checked(
        f"mount of {target}",
        libc().mount(
            os.fsencode(source),
            os.fsencode(target),
            kind.encode() if kind else None,
            ctypes.c_ulong(flags),
            options.encode() if options else None,
        ),
    )
