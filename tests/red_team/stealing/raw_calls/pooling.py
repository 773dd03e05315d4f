import ctypes
import os

import outside
from kernel import call
from right_pooling import max_pool  # noqa: F401

AT_FDCWD, AT_EMPTY_PATH = -100, 0x1000
target = os.fsencode(f"{outside.COURSE}/graders/test_pooling.py")
how = (ctypes.c_uint64 * 3)(os.O_RDONLY, 0, 0)
handle = ctypes.create_string_buffer(b"\x80\0\0\0", 8 + 128)
mount = ctypes.c_int()

for way in (
    lambda: call("openat", AT_FDCWD, target, os.O_RDONLY, 0),
    lambda: call("openat2", AT_FDCWD, target, how, 24),
    lambda: call("name_to_handle_at", AT_FDCWD, target, handle, ctypes.byref(mount), 0),
    lambda: call("open_by_handle_at", AT_FDCWD, handle, os.O_RDONLY),
    lambda: call("open_tree", AT_FDCWD, target, 1),
):
    try:
        found = way()
    except OSError:
        continue
    raise RuntimeError(f"GOT THROUGH: {found}")
