import gc
import sys
import types

from right_pooling import max_pool  # noqa: F401

NAMES = ("graders", "solutions", "_pytest", "grading.checking", "grading.judge", "grading.sitting", "grading.learner")


def told(one):
    if isinstance(one, types.ModuleType):
        return one.__name__
    if isinstance(one, types.FunctionType):
        return one.__module__
    if isinstance(one, types.CodeType):
        return one.co_filename.replace("/", ".")
    return None


for one in [*sys.modules.values(), *gc.get_objects()]:
    name = told(one)
    if isinstance(name, str) and name.startswith(NAMES):
        raise RuntimeError(f"GOT THROUGH: {name}")
    for inner in gc.get_referents(one) if isinstance(one, types.FunctionType) else ():
        if isinstance(inner, str) and "Hidden tests of pooling" in inner:
            raise RuntimeError("GOT THROUGH: the text of a hidden test")
