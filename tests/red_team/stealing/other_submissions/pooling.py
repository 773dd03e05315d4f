import os
from pathlib import Path

import outside
from right_pooling import max_pool  # noqa: F401

for way in (
    lambda: os.listdir(outside.SUBMISSIONS),
    lambda: Path(outside.SUBMISSIONS, "000-honest", "pooling.py").read_text(),
    lambda: os.chdir(outside.SUBMISSIONS),
    lambda: os.open(outside.SUBMISSIONS, os.O_PATH),
    lambda: os.link(f"{outside.SUBMISSIONS}/000-honest/pooling.py", "copied.py"),
    lambda: os.open(outside.DECOYS + "/secret", os.O_RDONLY),
):
    try:
        found = way()
    except OSError:
        continue
    raise RuntimeError(f"GOT THROUGH: {found!r:.80}")
