import os
import resource

import outside
from kernel import call
from right_pooling import max_pool  # noqa: F401

raised = []
for name in ("RLIMIT_CPU", "RLIMIT_FSIZE", "RLIMIT_AS", "RLIMIT_NOFILE", "RLIMIT_CORE", "RLIMIT_NPROC"):
    kind = getattr(resource, name)
    hard = resource.getrlimit(kind)[1]
    if hard == resource.RLIM_INFINITY:
        raised.append(f"{name} is not set")
        continue
    try:
        resource.setrlimit(kind, (hard + 1, hard + 1))
    except (OSError, ValueError):
        continue
    raised.append(name)
for way in (
    lambda: os.setpriority(os.PRIO_PROCESS, 0, -5),
    lambda: os.sched_setscheduler(0, os.SCHED_FIFO, os.sched_param(1)),
    lambda: os.sched_setscheduler(0, os.SCHED_RR, os.sched_param(1)),
    lambda: call("ioprio_set", 1, 0, 1 << 13),
    lambda: open("/proc/self/oom_score_adj", "w").write("-1000"),
    lambda: resource.prlimit(outside.PID, resource.RLIMIT_CORE),
    lambda: resource.prlimit(os.getppid() or outside.PID, resource.RLIMIT_CORE),
    lambda: os.setpriority(os.PRIO_PROCESS, outside.PID, os.getpriority(os.PRIO_PROCESS, outside.PID)),
):
    try:
        way()
    except OSError:
        continue
    raised.append("a priority, or another process's limits")
if raised:
    raise RuntimeError(f"GOT THROUGH: {raised}")
