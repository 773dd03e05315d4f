import os
import subprocess
import sys

from kernel import call
from right_pooling import max_pool  # noqa: F401

AT_FDCWD, AT_EMPTY_PATH = -100, 0x1000
SAY = b"#!/bin/sh\nexit 0\n"

with open("script", "wb") as file:
    file.write(SAY)
try:
    os.chmod("script", 0o755)
except OSError:
    pass


def in_memory():
    descriptor = call("memfd_create", b"program", 0)
    os.write(descriptor, SAY)
    os.execve(descriptor, ["program"], {})


for way in (
    lambda: subprocess.run(["/bin/sh", "-c", "exit 0"]),
    lambda: subprocess.run([sys.executable, "-c", "pass"]),
    lambda: os.system("exit 0") in (0,) or (_ for _ in ()).throw(OSError),
    lambda: os.popen("echo ran").read() or (_ for _ in ()).throw(OSError),
    lambda: os.execv("./script", ["script"]),
    lambda: os.execv("/bin/true", ["true"]),
    lambda: os.execv(sys.executable, ["python", "-c", "pass"]),
    lambda: os.execv("/lib64/ld-linux-x86-64.so.2", ["ld.so", "--version"]),
    lambda: call("execveat", AT_FDCWD, b"./script", None, None, 0),
    in_memory,
):
    try:
        way()
    except (OSError, ImportError):
        continue
    raise RuntimeError("GOT THROUGH: a program ran")
