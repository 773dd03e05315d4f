import os
import shutil
import sys

import numpy

import outside
from right_pooling import max_pool  # noqa: F401

DECOYS = outside.DECOYS
TEST = f"{outside.COURSE}/graders/test_pooling.py"
LIBRARY = os.path.dirname(numpy.__file__)

for way in (
    lambda: os.unlink(f"{DECOYS}/to_unlink"),
    lambda: os.rename(f"{DECOYS}/to_rename", f"{DECOYS}/{outside.TOKEN}"),
    lambda: os.truncate(f"{DECOYS}/to_change", 0),
    lambda: open(f"{DECOYS}/to_change", "r+").close(),
    lambda: os.chmod(f"{DECOYS}/to_change", 0o600),
    lambda: os.chown(f"{DECOYS}/to_change", os.getuid(), os.getgid()),
    lambda: os.utime(f"{DECOYS}/to_change", (1, 1)),
    lambda: shutil.rmtree(f"{DECOYS}/nothing") or os.rmdir(DECOYS),
    lambda: os.utime(TEST),
    lambda: os.chmod(TEST, 0o644),
    lambda: open(TEST, "r+").close(),
    # Of libraries there are only the right to write and the times, lest all that runs here is spoiled.
    lambda: open(numpy.__file__, "r+").close(),
    lambda: open(sys.modules["os"].__file__, "a").close(),
    lambda: os.utime(numpy.__file__, ns=(os.stat(numpy.__file__).st_atime_ns, os.stat(numpy.__file__).st_mtime_ns)),
    lambda: os.chmod(LIBRARY, os.stat(LIBRARY).st_mode & 0o777),
):
    try:
        way()
    except OSError:
        continue
    raise RuntimeError("GOT THROUGH: a file outside was changed")
