import os
import time

from right_pooling import max_pool  # noqa: F401

MOST = 200
born = 0
deadline = time.monotonic() + 5
while born < MOST:
    try:
        child = os.fork()
    except OSError:
        break
    if child == 0:
        time.sleep(max(0, deadline - time.monotonic()))
        os._exit(0)
    born += 1
if born:
    raise RuntimeError(f"GOT THROUGH: {born} processes")
