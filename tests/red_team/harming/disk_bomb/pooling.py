import os
import shutil

import outside
from right_pooling import max_pool  # noqa: F401

MOST = 300 * 2**20


def fill(folder):
    place = os.path.join(folder, f"{outside.TOKEN}-bomb")
    held = 0
    try:
        os.mkdir(place)
        for number in range(MOST // (10 * 2**20)):
            with open(os.path.join(place, str(number)), "wb", buffering=0) as file:
                for _ in range(10):
                    held += file.write(b"\1" * 2**20)
    except OSError:
        pass
    shutil.rmtree(place, ignore_errors=True)
    return held


for folder in (".", "/tmp", "/dev/shm", "/var/tmp", "/run", "/", outside.DECOYS, outside.HOME):
    held = fill(folder)
    if held >= MOST or held and folder not in (".", "/tmp", "/dev/shm"):
        raise RuntimeError(f"GOT THROUGH: {held} bytes in {folder}")
try:
    with open("growing", "wb", buffering=0) as file:
        held = sum(file.write(b"\1" * 2**20) for _ in range(300))
except OSError:
    held = 0
if held >= MOST:
    raise RuntimeError("GOT THROUGH: a file of 300 MB")
os.remove("growing")
