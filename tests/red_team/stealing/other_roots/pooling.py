import ctypes
import os
from pathlib import Path

import outside
from kernel import call
from right_pooling import max_pool  # noqa: F401

NEW_USER_AND_MOUNTS, MNT_DETACH, MS_BIND = 0x10000000 | 0x00020000, 2, 4096
os.makedirs("new/old", exist_ok=True)


def into_another():
    call("unshare", NEW_USER_AND_MOUNTS)
    call("mount", b"none", b"new", b"tmpfs", 0, None)


def into_that_of(pid):
    call("setns", os.open(f"/proc/{pid}/ns/mnt", os.O_RDONLY), 0)


for way in (
    lambda: os.chroot("new"),
    lambda: call("pivot_root", b"new", b"new/old"),
    lambda: call("umount2", b"/tmp", MNT_DETACH),
    lambda: call("umount2", b"/", MNT_DETACH),
    lambda: call("mount", b"none", b"new", b"proc", 0, None),
    lambda: call("mount", b"/", b"new", None, MS_BIND, None),
    lambda: call("fsopen", b"tmpfs", 0),
    lambda: into_that_of(1),
    lambda: into_that_of(outside.PID),
    into_another,
):
    try:
        way()
    except OSError:
        continue
    raise RuntimeError("GOT THROUGH: another root")
if Path(outside.COURSE, "graders").exists():
    raise RuntimeError("GOT THROUGH: the hidden tests are there")
