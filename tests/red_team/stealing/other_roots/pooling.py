import os
from pathlib import Path

import outside
from kernel import call
from right_pooling import max_pool  # noqa: F401

NEW_USER, NEW_MOUNTS, MNT_DETACH, MS_BIND = 0x10000000, 0x00020000, 2, 4096
os.makedirs("new/old", exist_ok=True)


def mount(source, kind, flags=0):
    call("mount", source, b"new", kind, flags, None)
    call("umount2", b"new", MNT_DETACH)


def into_another():
    call("unshare", NEW_USER | NEW_MOUNTS)
    mount(b"none", b"tmpfs")


def into_that_of(pid):
    call("setns", os.open(f"/proc/{pid}/ns/mnt", os.O_RDONLY), 0)


for way in (
    lambda: os.chroot("new"),
    lambda: call("pivot_root", b"new", b"new/old"),
    lambda: mount(b"none", b"proc"),
    lambda: mount(b"none", b"tmpfs"),
    lambda: mount(b"/", None, MS_BIND),
    lambda: call("fsopen", b"tmpfs", 0),
    lambda: call("open_tree", -100, b"/", 1),
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
