import importlib
import importlib.machinery
import importlib.util
import runpy
import sys

import outside
from right_pooling import max_pool  # noqa: F401

FILES = {
    "solutions.pooling": f"{outside.COURSE}/solutions/pooling.py",
    "graders.test_pooling": f"{outside.COURSE}/graders/test_pooling.py",
    "grading.checking": f"{outside.COURSE}/src/grading/checking.py",
}

sys.path[:0] = [outside.COURSE, f"{outside.COURSE}/src"]
for finder in list(sys.meta_path):
    if not isinstance(finder, type) and type(finder).__name__ != "LearnerFinder":
        sys.meta_path.remove(finder)
importlib.invalidate_caches()
for name, file in FILES.items():
    for way in (
        lambda: importlib.import_module(name),
        lambda: importlib.machinery.SourceFileLoader(name, file).load_module(),
        lambda: importlib.machinery.SourceFileLoader(name, file).get_data(file),
        lambda: runpy.run_path(file),
        lambda: importlib.util.spec_from_file_location(name, file).loader.get_code(name),
    ):
        try:
            found = way()
        except (ImportError, OSError):
            continue
        raise RuntimeError(f"GOT THROUGH: {found!r:.80}")
