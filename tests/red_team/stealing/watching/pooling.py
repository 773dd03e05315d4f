import fcntl
import os

import outside
from kernel import call
from right_pooling import max_pool  # noqa: F401

IN_ALL_EVENTS = 0xFFF


def watch(folder):
    return call("inotify_add_watch", call("inotify_init1", 0), os.fsencode(folder), IN_ALL_EVENTS)


for folder in (outside.SUBMISSIONS, outside.RESULTS, f"{outside.COURSE}/graders", "/", "/tmp/.."):
    for way in (
        lambda: watch(folder),
        lambda: call("fanotify_init", 0x200, 0),
        lambda: fcntl.fcntl(os.open(folder, os.O_RDONLY), fcntl.F_NOTIFY, fcntl.DN_MODIFY | fcntl.DN_MULTISHOT),
    ):
        try:
            found = way()
        except OSError:
            continue
        if folder.startswith(("/tmp/..", "/")) and len(folder) < 8:
            continue  # the worker's own root, where nothing of anyone else's happens
        raise RuntimeError(f"GOT THROUGH: watches {folder}, {found}")
