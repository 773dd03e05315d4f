import os

from right_pooling import max_pool  # noqa: F401

with open("claiming", "wb") as file:
    for claim in (lambda: os.truncate(file.fileno(), 2**43), lambda: os.posix_fallocate(file.fileno(), 0, 300 * 2**20)):
        try:
            claim()
        except OSError:
            continue
        os.truncate(file.fileno(), 0)
        raise RuntimeError("GOT THROUGH: a file as large as it likes")
