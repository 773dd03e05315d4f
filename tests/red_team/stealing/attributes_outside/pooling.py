import os

import outside
from right_pooling import max_pool  # noqa: F401

for path in (outside.DECOYS + "/to_change", f"{outside.SUBMISSIONS}/000-honest/pooling.py", outside.DECOYS):
    for way in (
        lambda: os.listxattr(path),
        lambda: os.setxattr(path, "user.red_team", b"a note"),
        lambda: os.getxattr(path, "user.red_team"),
    ):
        try:
            found = way()
        except OSError:
            continue
        raise RuntimeError(f"GOT THROUGH: attributes of {path}: {found}")
