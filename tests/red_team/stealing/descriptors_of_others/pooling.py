import os
import stat

import outside
from kernel import call
from right_pooling import max_pool  # noqa: F401

for pid in {os.getppid(), outside.PID, *range(1, 64)} - {os.getpid(), 0}:
    for way in (lambda: call("pidfd_open", pid, 0), lambda: os.open(f"/proc/{pid}/fd/3", os.O_RDWR), lambda: call("kcmp", os.getpid(), pid, 0, 3, 3)):
        try:
            found = way()
        except OSError:
            continue
        raise RuntimeError(f"GOT THROUGH: a way to process {pid}, {found}")

sockets = []
for descriptor in range(3, 4096):
    try:
        mode = os.fstat(descriptor).st_mode
    except OSError:
        continue
    sockets += [descriptor] * stat.S_ISSOCK(mode)
    if stat.S_ISDIR(mode) or stat.S_ISREG(mode):
        try:
            os.stat("..", dir_fd=descriptor)
            os.read(descriptor, 1)
        except OSError:
            pass
        raise RuntimeError(f"GOT THROUGH: an inherited file or folder, {descriptor}")
if len(sockets) > 1:
    raise RuntimeError(f"GOT THROUGH: sockets {sockets}")
