import sys


class Module:
    looks = 0

    def __getattr__(self, name):
        if name != "max_pool":
            raise AttributeError(name)
        Module.looks += 1
        if Module.looks % 3 == 0:
            raise SystemExit(0)
        if Module.looks % 3 == 1:
            return Module
        raise RecursionError


sys.modules[__name__] = Module()
