import os
from pathlib import Path

import outside
from right_pooling import max_pool  # noqa: F401

homes = {outside.HOME, "/root", os.path.expanduser("~root"), os.path.expanduser("~nobody"), "/home"}
for home in homes - {os.getcwd()}:
    for name in ("", ".ssh", ".bash_history", ".netrc", ".config", ".keras", ".cache"):
        place = Path(home, name)
        try:
            found = os.listdir(place) if place.is_dir() else place.read_bytes()
        except OSError:
            continue
        if found or name == "":
            raise RuntimeError(f"GOT THROUGH: {place} holds {found!r:.60}")
