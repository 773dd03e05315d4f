import os
import sys
import sysconfig

import numpy

import helpers
import outside
from right_pooling import max_pool  # noqa: F401

FOLDERS = {
    outside.PACKAGES,
    f"{outside.COURSE}/src/grading",
    f"{outside.COURSE}/graders",
    os.path.dirname(numpy.__file__),
    os.path.dirname(helpers.__file__),
    os.path.dirname(os.__file__),
    sysconfig.get_path("purelib"),
    sys.prefix,
    sys.base_prefix,
    *filter(os.path.isdir, sys.path),
}
for folder in FOLDERS:
    for name in ("{}.pth", "{}.py", "__pycache__/{}.cpython-311.pyc", "{}/__init__.py"):
        path = os.path.join(folder, name.format(outside.TOKEN))
        try:
            os.makedirs(os.path.dirname(path), exist_ok=True)
            with open(path, "x"):
                pass
        except OSError:
            continue
        if not path.startswith("/tmp/"):
            os.remove(path)
            raise RuntimeError(f"GOT THROUGH: wrote {path}")
