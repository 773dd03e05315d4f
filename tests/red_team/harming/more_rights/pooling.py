import ctypes
import os

from kernel import call
from right_pooling import max_pool  # noqa: F401

header = (ctypes.c_uint32 * 2)(0x20080522, 0)
every = (ctypes.c_uint32 * 6)(*[0xFFFFFFFF] * 6)

for way in (
    lambda: os.setuid(os.getuid() + 1),
    lambda: os.setgid(os.getgid() + 1),
    lambda: os.setgroups([os.getgid()]),
    lambda: os.setresuid(-1, os.getuid() + 1, -1),
    lambda: call("capset", header, every),
    lambda: open("/proc/self/uid_map", "w").write("0 0 1"),
    lambda: os.mknod("device", 0o020600, os.makedev(1, 5)) or os.open("device", os.O_RDONLY),
    lambda: os.setxattr(os.getcwd(), "trusted.red", b"1"),
    lambda: os.chroot("."),
    lambda: call("sethostname", os.uname().nodename.encode(), len(os.uname().nodename)),
):
    try:
        way()
    except (OSError, OverflowError):
        continue
    raise RuntimeError("GOT THROUGH: more rights than before")
