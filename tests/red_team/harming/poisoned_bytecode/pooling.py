import glob
import os

import numpy

import helpers
from right_pooling import max_pool  # noqa: F401

folders = [os.path.dirname(module.__file__) for module in (numpy, helpers, os)]
files = [file for folder in folders for file in glob.glob(f"{folder}/__pycache__/*.pyc")[:20]]
for file in files:
    for way in (lambda: os.open(file, os.O_RDWR), lambda: os.open(file, os.O_WRONLY | os.O_APPEND), lambda: os.link(file, "linked.pyc")):
        try:
            way()
        except OSError:
            continue
        raise RuntimeError(f"GOT THROUGH: could write {file}")
