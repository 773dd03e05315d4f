import threading

from right_pooling import max_pool  # noqa: F401

MOST = 2000
gate = threading.Event()
threads = []
try:
    for _ in range(MOST):
        threads.append(threading.Thread(target=gate.wait, args=(20,), daemon=True))
        threads[-1].start()
except (RuntimeError, MemoryError):
    threads.pop()
finally:
    gate.set()
if len(threads) > 200:
    raise RuntimeError(f"GOT THROUGH: {len(threads)} threads")
