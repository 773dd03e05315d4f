import os
from pathlib import Path

import outside
from right_pooling import max_pool  # noqa: F401

RESULTS = Path(outside.RESULTS)

for way in (
    lambda: (RESULTS / "grades.csv").read_text(),
    lambda: list(os.scandir(RESULTS / "results")),
    lambda: (RESULTS / "results" / "000-honest.json").read_text(),
    lambda: (RESULTS / f"{outside.TOKEN}.json").write_text("{}"),
    lambda: os.mkdir(RESULTS / outside.TOKEN),
    lambda: os.open(RESULTS / "grades.csv", os.O_WRONLY | os.O_APPEND | os.O_CREAT),
):
    try:
        found = way()
    except OSError:
        continue
    raise RuntimeError(f"GOT THROUGH: {found!r:.80}")
