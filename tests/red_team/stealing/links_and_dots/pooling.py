import os
from pathlib import Path

import outside
from right_pooling import max_pool  # noqa: F401

target = f"{outside.COURSE}/graders/test_pooling.py"
dots = "../" * 20 + target.lstrip("/")
for number, way in enumerate(
    [
        lambda name: os.symlink(target, name),
        lambda name: os.symlink(dots, name),
        lambda name: os.link(target, name),
        lambda name: os.rename(f"{outside.DECOYS}/to_rename", name),
        lambda name: os.symlink("/proc/1/root" + target, name),
        lambda name: os.symlink("/proc/self/cwd/" + dots, name),
    ]
):
    name = f"link-{number}"
    try:
        way(name)
        found = Path(name).read_text()
    except OSError:
        continue
    raise RuntimeError(f"GOT THROUGH: {found[:40]}")
for path in (dots, "/proc/1/root" + target, "/proc/self/root" + target, "/dev/fd/../../.." + target):
    try:
        found = Path(path).read_text()
    except OSError:
        continue
    raise RuntimeError(f"GOT THROUGH: {path}")
