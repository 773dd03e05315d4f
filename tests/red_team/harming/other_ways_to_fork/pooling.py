import ctypes
import multiprocessing
import os
import pty
import signal
import subprocess
import sys

from kernel import call
from right_pooling import max_pool  # noqa: F401

CLONE_PARENT, CLONE_NEWPID = 0x8000, 0x20000000


def child_ends(pid):
    if pid == 0:
        os._exit(0)
    return pid


def by_clone3():
    arguments = (ctypes.c_uint64 * 11)()
    arguments[4] = signal.SIGCHLD
    return child_ends(call("clone3", arguments, 88))


def by_multiprocessing():
    process = multiprocessing.get_context("fork").Process(target=os._exit, args=(0,))
    process.start()
    return process.pid


for way in (
    lambda: child_ends(call("clone", signal.SIGCHLD, 0, 0, 0, 0)),
    lambda: child_ends(call("clone", signal.SIGCHLD | CLONE_PARENT, 0, 0, 0, 0)),
    lambda: child_ends(call("clone", signal.SIGCHLD | CLONE_NEWPID, 0, 0, 0, 0)),
    by_clone3,
    by_multiprocessing,
    lambda: child_ends(pty.fork()[0]),
    lambda: os.posix_spawn("/bin/true", ["true"], {}),
    lambda: os.posix_spawn(sys.executable, ["python", "-c", "pass"], {}),
    lambda: subprocess.Popen(["/bin/true"]).pid,
):
    try:
        pid = way()
    except (OSError, ImportError):
        continue
    raise RuntimeError(f"GOT THROUGH: process {pid}")
