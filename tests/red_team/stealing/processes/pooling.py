import os
from pathlib import Path

import outside
from right_pooling import max_pool  # noqa: F401

own = {os.getpid(), os.getpgrp(), os.getsid(0), 0}


def alive(pid):
    try:
        os.getpgid(pid)
    except OSError:
        return False
    return True


others = [pid for pid in [*range(1, 70_000), os.getppid(), outside.PID] if pid not in own and alive(pid)]
if others:
    raise RuntimeError(f"GOT THROUGH: processes {others[:10]}")
for pid in (1, os.getppid(), outside.PID, *range(2, 40)):
    for name in ("cmdline", "status", "maps", "exe", "cwd", "root", "fd", "stat"):
        place = Path(f"/proc/{pid}/{name}")
        try:
            found = os.readlink(place) if name in ("exe", "cwd", "root") else place.exists() and place.read_bytes()
        except OSError:
            continue
        if found and pid != os.getpid():
            raise RuntimeError(f"GOT THROUGH: {place}")
