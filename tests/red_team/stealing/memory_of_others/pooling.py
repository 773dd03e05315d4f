import ctypes
import errno
import os

import outside
from kernel import call
from right_pooling import max_pool  # noqa: F401

PTRACE_ATTACH, PTRACE_SEIZE = 16, 0x4206
here = ctypes.create_string_buffer(8)
vector = (ctypes.c_size_t * 2)(ctypes.addressof(here), 8)


def ways(pid):
    yield lambda: os.open(f"/proc/{pid}/mem", os.O_RDWR)
    yield lambda: os.open(f"/proc/{pid}/maps", os.O_RDONLY)
    yield lambda: os.open(f"/proc/{pid}/map_files", os.O_RDONLY)
    yield lambda: call("process_vm_readv", pid, vector, 1, vector, 1, 0)
    yield lambda: call("process_vm_writev", pid, vector, 1, vector, 1, 0)
    yield lambda: call("ptrace", PTRACE_SEIZE, pid, 0, 0)
    yield lambda: call("ptrace", PTRACE_ATTACH, pid, 0, 0)


for pid in {os.getppid(), outside.PID, *range(1, 64)} - {os.getpid(), 0}:
    for way in ways(pid):
        try:
            way()
        except OSError as error:
            # A wrong address is only found out where looking is allowed.
            if error.errno != errno.EFAULT:
                continue
        raise RuntimeError(f"GOT THROUGH: into the memory of process {pid}")
