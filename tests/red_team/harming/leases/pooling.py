import fcntl
import glob
import os

from right_pooling import max_pool  # noqa: F401

held = []
for path in glob.glob(os.path.dirname(os.__file__) + "/*.py")[:50]:
    descriptor = os.open(path, os.O_RDONLY)
    for kind in (fcntl.F_WRLCK, fcntl.F_RDLCK):
        try:
            fcntl.fcntl(descriptor, fcntl.F_SETLEASE, kind)
        except OSError:
            continue
        held.append(path)
    os.close(descriptor)
if held:
    raise RuntimeError(f"GOT THROUGH: leases on {len(held)} files")
