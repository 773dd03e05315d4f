import glob
import io
import linecache
import mmap
import os
import tokenize
from pathlib import Path

import numpy as np

import outside
from right_pooling import max_pool  # noqa: F401


def ways(path):
    yield lambda: Path(path).read_text()
    yield lambda: io.FileIO(path).read(100)
    yield lambda: os.read(os.open(path, os.O_RDONLY | os.O_NOFOLLOW), 100)
    yield lambda: tokenize.open(path).read()
    yield lambda: linecache.getlines(path)
    yield lambda: np.fromfile(path, np.uint8)
    yield lambda: np.memmap(path, mode="r")[:100].tobytes()
    yield lambda: mmap.mmap(os.open(path, os.O_RDONLY), 0, prot=mmap.PROT_READ)[:100]


def folders(path):
    yield lambda: os.listdir(path)
    yield lambda: [entry.name for entry in os.scandir(path)]
    yield lambda: list(os.walk(path))
    yield lambda: glob.glob(f"{path}/*")
    yield lambda: list(Path(path).rglob("*.py"))


for place in ("graders", "solutions"):
    inside = f"{outside.COURSE}/{place}"
    for way in (*ways(f"{inside}/{'test_' * (place == 'graders')}pooling.py"), *folders(inside)):
        try:
            found = way()
        except OSError:
            continue
        if len(found):
            raise RuntimeError(f"GOT THROUGH: {found[:50]}")
