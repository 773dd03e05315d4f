import ctypes
import os
import posix
from pathlib import Path

import outside
from right_pooling import max_pool  # noqa: F401

libc = ctypes.CDLL(None)
libc.getenv.restype = ctypes.c_char_p
found = [os.environ.get(outside.SECRET_NAME), libc.getenv(outside.SECRET_NAME.encode())]
found += [*os.environ.values(), *map(str, posix.environ.values())]
strings = ctypes.POINTER(ctypes.c_char_p).in_dll(libc, "environ")
for number in range(1000 if strings else 0):
    if strings[number] is None:
        break
    found.append(strings[number].decode())
for pid in ("self", "thread-self", 1, os.getppid(), outside.PID):
    try:
        found.append(Path(f"/proc/{pid}/environ").read_text())
    except OSError:
        continue
if any(outside.SECRET in str(one) for one in found):
    raise RuntimeError("GOT THROUGH: the secret is in the environment")
