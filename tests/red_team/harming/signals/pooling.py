import os
import signal

import outside
from right_pooling import max_pool  # noqa: F401

# Signal 0 reaches whom others would, and does nothing.
targets = [-1, os.getppid(), outside.PID, -outside.PID, -os.getppid(), *range(1, 5000)]
reached = []
for target in targets:
    if target in (0, os.getpid(), -os.getpid()):
        continue
    try:
        os.kill(target, 0)
    except OSError:
        continue
    # Within its own processes there may be itself alone.
    if target == -1 and os.getpid() == 1 or abs(target) == os.getpgrp():
        continue
    reached.append(target)
for pid in (os.getppid(), outside.PID):
    try:
        signal.pidfd_send_signal(os.pidfd_open(pid), 0)
    except OSError:
        continue
    reached.append(pid)
if reached:
    raise RuntimeError(f"GOT THROUGH: signals reach {reached[:10]}")
