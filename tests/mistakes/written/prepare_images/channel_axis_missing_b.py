import numpy as np


def prepare_images(images):
    table = np.linspace(0, 1, 256).astype("float32")
    return table[images]
