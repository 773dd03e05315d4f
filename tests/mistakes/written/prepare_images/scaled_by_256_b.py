import numpy as np


def prepare_images(images):
    levels = 2**8
    return np.divide(images[:, :, :, np.newaxis], levels, dtype=np.float32)
