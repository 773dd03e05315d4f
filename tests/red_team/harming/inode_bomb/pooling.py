import os
import shutil

from right_pooling import max_pool  # noqa: F401

made = 0
try:
    os.mkdir("many")
    for made in range(1, 100_001):
        os.close(os.open(f"many/{made}", os.O_CREAT | os.O_WRONLY))
except OSError:
    made -= 1
start = os.open(".", os.O_RDONLY)
try:
    for _ in range(500):
        os.mkdir("deep")
        os.chdir("deep")
        os.chmod(".", 0o700)
except OSError:
    pass
os.fchdir(start)
shutil.rmtree("many", ignore_errors=True)
if made >= 100_000:
    raise RuntimeError("GOT THROUGH: 100,000 files")
