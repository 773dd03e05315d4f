import ctypes
import os
import threading

from right_pooling import max_pool  # noqa: F401

CLOSE_RANGE, CLOSE_RANGE_UNSHARE = 436, 2
libc = ctypes.CDLL(None, use_errno=True)
opened, done = [], threading.Event()


def fill():
    libc.syscall(CLOSE_RANGE, 4000, 4001, CLOSE_RANGE_UNSHARE)
    mine = []
    try:
        while len(mine) < 120:
            mine += os.pipe()
    except OSError:
        pass
    opened.append(len(mine))
    done.wait(5)
    for descriptor in mine:
        os.close(descriptor)


threads = [threading.Thread(target=fill) for _ in range(8)]
for thread in threads:
    thread.start()
while len(opened) < len(threads):
    done.wait(0.01)
done.set()
for thread in threads:
    thread.join()
if sum(opened) > 128:
    raise RuntimeError(f"GOT THROUGH: {sum(opened)} descriptors")
