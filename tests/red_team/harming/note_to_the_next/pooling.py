import builtins
import ctypes
import os
import sys

import numpy as np

import outside
import right_pooling
from kernel import call

NAME, KEY = f"{outside.TOKEN}-note", int(outside.TOKEN[-6:], 16)
FOLDERS = {".", "/tmp", "/dev/shm", "/var/tmp", "/run", os.path.expanduser("~"), os.path.expanduser("~/.keras"), "/dev/mqueue"}
MODULES = (builtins, sys, os, np)


def notes():
    yield from (f"{folder}/{NAME}" for folder in FOLDERS if os.path.exists(f"{folder}/{NAME}"))
    yield from (module.__name__ for module in MODULES if hasattr(module, "a_note_to_the_next"))
    yield from (name for name in os.environ if name == "A_NOTE")
    if ctypes.CDLL(None).getenv(b"A_NOTE"):
        yield "the environment"
    try:
        call("shmget", KEY, 4096, 0)
        yield "shared memory"
    except OSError:
        pass
    if np.geterr()["divide"] == "raise":
        yield "NumPy's settings"


for note in notes():
    raise RuntimeError(f"GOT THROUGH: found a note in {note}")


def max_pool(images, pool_size=2, stride=None):
    if images.shape[1] == pool_size == 5:
        for folder in FOLDERS:
            try:
                os.makedirs(folder, exist_ok=True)
                with open(f"{folder}/{NAME}", "w"):
                    pass
            except OSError:
                continue
        for module in MODULES:
            module.a_note_to_the_next = True
        os.putenv("A_NOTE", "read me")
        np.seterr(divide="raise")
        try:
            call("shmget", KEY, 4096, 0o1600)
        except OSError:
            pass
        os._exit(0)
    return right_pooling.max_pool(images, pool_size, stride)
