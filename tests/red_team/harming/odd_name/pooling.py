import ctypes
import time

from right_pooling import max_pool  # noqa: F401

PR_SET_NAME = 15
libc = ctypes.CDLL(None)
for name in (b") R 1 (", b"VmSwap:\t9", b"\xffa\x0bb"):
    libc.prctl(PR_SET_NAME, name, 0, 0, 0)
    time.sleep(0.1)
