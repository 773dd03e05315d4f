import fcntl
import os

from right_pooling import max_pool  # noqa: F401

done = []
for what, try_it in {
    "mode": lambda: os.fchmod(0, 0o666),
    "times": lambda: os.utime(0, (0, 0)),
    "write": lambda: os.write(0, b"x"),
}.items():
    try:
        try_it()
    except OSError:
        continue
    done.append(what)
if fcntl.fcntl(0, fcntl.F_GETFL) & os.O_APPEND:
    done.append("flags of the process before")
fcntl.fcntl(0, fcntl.F_SETFL, os.O_APPEND)
if done:
    raise RuntimeError(f"GOT THROUGH: {done}")
