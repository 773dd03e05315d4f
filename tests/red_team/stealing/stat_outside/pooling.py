import os

import outside
from right_pooling import max_pool  # noqa: F401

for path in (
    f"{outside.COURSE}/graders/test_pooling.py",
    f"{outside.SUBMISSIONS}/000-honest/pooling.py",
    outside.SUBMISSIONS,
    outside.RESULTS,
    outside.DECOYS + "/secret",
):
    for way in (os.stat, os.lstat, os.statvfs, os.readlink, os.pathconf, os.path.getmtime):
        try:
            found = way(path, "PC_NAME_MAX") if way is os.pathconf else way(path)
        except OSError:
            continue
        raise RuntimeError(f"GOT THROUGH: {way.__name__} of {path}: {found}")
    if os.access(path, os.F_OK) or os.path.exists(path):
        raise RuntimeError(f"GOT THROUGH: {path} is there")
