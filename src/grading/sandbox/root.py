"""A root of its own: for the process, only Python, its libraries and an empty folder exist."""

import ctypes
import os
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from grading.sandbox.kernel import checked, libc

WORK = Path("/kit-worker")
"""The one folder inside in which something can be written; nothing of a machine's lies at such a path."""

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

_OWN = Path("/proc/self")
_SMALL = "mode=755,size=1m"


class _MountAttributes(ctypes.Structure):
    _fields_ = (
        ("set", ctypes.c_uint64),
        ("clear", ctypes.c_uint64),
        ("propagation", ctypes.c_uint64),
        ("user_namespace", ctypes.c_uint64),
    )


@dataclass(frozen=True)
class Step:
    """One thing that a root holds.

    Attributes:
        kind: `folder` and `link` are made, `shown folder` and `shown file` are the machine's, `cover` is an
            empty folder over one that is there.
        place: where it is, inside.
        target: what a link says.
    """

    kind: Literal["folder", "link", "shown folder", "shown file", "cover"]
    place: str
    target: str = ""


def layout_of(shown: Iterable[Path], covered: Iterable[Path]) -> tuple[Step, ...]:
    """What a root has to hold; found out once, so that entering it is quick.

    Args:
        shown: folders and files that keep their paths; what is missing is left out.
        covered: folders in these that are left out all the same, but for what is shown by itself.
    """
    plan = _Plan()
    for entry in Path("/").iterdir():
        if entry.is_symlink():
            plan.add("link", entry, entry.readlink())
    covers = set(covered)
    # What lies in a folder comes after it, whatever links lead there.
    for path in sorted({*shown, *covers}, key=os.path.realpath):
        if path in covers:
            plan.add("cover", path.resolve())
        elif path.exists():
            plan.show(path)
    for folder in (Path("/dev"), _OWN.parent, _OWN, WORK):
        if not plan.has(folder):
            plan.add("folder", folder)
    # TensorFlow learns from this link that it runs inside of Python, and ends the process without it.
    plan.add("link", _OWN / "exe", Path(sys.executable))
    for usual in (Path("/tmp"), Path("/dev/shm")):
        if not plan.has(usual):
            plan.add("link", usual, WORK)
    return tuple(plan.steps)


class _Plan:
    """Gathers the steps to a root."""

    def __init__(self) -> None:
        self.steps: list[Step] = []
        self._kinds: dict[Path, str] = {Path("/"): "folder"}

    def add(
        self,
        kind: Literal["folder", "link", "shown folder", "shown file", "cover"],
        place: Path,
        target: Path | None = None,
    ) -> None:
        self.steps.append(Step(kind, str(place), "" if target is None else str(target)))
        self._kinds[place] = kind

    def has(self, path: Path) -> bool:
        """Whether something is there by now, made or shown."""
        nearest = next(place for place in [path, *path.parents] if place in self._kinds)
        return nearest == path or self._kinds[nearest] == "shown folder"

    def show(self, path: Path) -> None:
        """Have a path lead inside to where it leads outside, over the same symbolic links."""
        for place in [*reversed(path.parents), path]:
            if place.is_symlink():
                if not self.has(place):
                    self.add("link", place, place.readlink())
                self.show(Path(os.path.normpath(place.parent / place.readlink() / path.relative_to(place))))
                return
            if not self.has(place):
                shown: Literal["shown folder", "shown file"] = (
                    "shown folder" if place.is_dir() else "shown file"
                )
                self.add(shown if place == path else "folder", place)


def enter_root(layout: Iterable[Step]) -> None:
    """Leave the machine's file system for one that holds some of its folders, read-only, and `WORK`.

    `WORK`, the working directory from now on, is in memory, `WORK_BYTES` and `WORK_FILES` large at most, and
    gone with the process. `/tmp` and `/dev/shm` lead there as well. There is no procfs.

    Args:
        layout: what `layout_of` found.

    Raises:
        LockMissing: the machine does not let this process mount; it has to be in a user namespace of its own.
        OSError: what is shown changed meanwhile.
    """
    checked("own mounts", libc().unshare(_NEW_MOUNTS))
    _mount("none", "/", None, _RECURSIVE | _PRIVATE)
    inside = str(_BUILDING_SITE)
    _mount("tmpfs", inside, "tmpfs", _NO_SETUID, _SMALL)
    for step in layout:
        _take(step, inside)
    Path(f"{inside}{_OWN}/cmdline").write_bytes(b"python3\0")
    _make_read_only(inside)
    _mount(
        "tmpfs",
        f"{inside}{WORK}",
        "tmpfs",
        _NO_SETUID | _NO_DEVICES | _NO_PROGRAMS,
        f"mode=700,size={WORK_BYTES},nr_inodes={WORK_FILES}",
    )
    os.chdir(inside)
    checked("own root", libc().pivot_root(b".", b"."))
    # Both roots lie over one another now, the old one on top.
    checked("own root", libc().umount2(b".", _DETACH))
    os.chdir(WORK)


def _take(step: Step, inside: str) -> None:
    place = Path(f"{inside}{step.place}")
    match step.kind:
        case "link":
            place.symlink_to(step.target)
        case "cover":
            _mount("tmpfs", str(place), "tmpfs", _NO_SETUID, _SMALL)
        case "shown file":
            place.touch()
        case _:
            place.mkdir()
    if step.kind in ("shown folder", "shown file"):
        _mount(step.place, str(place), None, _BIND | _RECURSIVE)


def _make_read_only(folder: str) -> None:
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
