import fcntl
import os

from right_pooling import max_pool  # noqa: F401

F_SETPIPE_SZ = 1031
held, ends = 0, []
try:
    while held < 300 * 2**20:
        reading, writing = os.pipe()
        ends += [reading, writing]
        os.set_blocking(writing, False)
        try:
            fcntl.fcntl(writing, F_SETPIPE_SZ, 2**20)
        except OSError:
            pass
        try:
            while held < 300 * 2**20:
                held += os.write(writing, bytes(2**16))
        except BlockingIOError:
            continue
except OSError:
    pass
for end in ends:
    os.close(end)
if held >= 300 * 2**20:
    raise RuntimeError("GOT THROUGH: 300 MB in pipes")
