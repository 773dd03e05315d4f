import os
import pwd
from pathlib import Path

from right_pooling import max_pool  # noqa: F401

FILES = [
    *("/etc/passwd", "/etc/shadow", "/etc/group", "/etc/hostname", "/etc/machine-id", "/etc/fstab", "/etc/os-release"),
    *("/proc/cpuinfo", "/proc/meminfo", "/proc/mounts", "/proc/self/mountinfo", "/proc/version", "/proc/kallsyms"),
    *("/proc/self/status", "/proc/self/cgroup", "/proc/uptime", "/proc/net/tcp", "/proc/sys/kernel/random/boot_id"),
    *("/sys/class/dmi/id/product_uuid", "/sys/kernel/security/lsm", "/var/log/syslog", "/var/log/dpkg.log", "/dev/kmsg"),
]
for file in FILES:
    try:
        found = Path(file).read_bytes()
    except OSError:
        continue
    raise RuntimeError(f"GOT THROUGH: {file}: {found[:40]}")
if pwd.getpwall():
    raise RuntimeError("GOT THROUGH: the names of users")
for folder in ("/etc", "/proc", "/sys", "/var", "/home", "/mnt", "/opt", "/srv", "/run"):
    try:
        found = os.listdir(folder)
    except OSError:
        continue
    if found and folder not in ("/etc", "/opt"):
        raise RuntimeError(f"GOT THROUGH: {folder} holds {found[:5]}")
