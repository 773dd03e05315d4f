import numpy as np


def prepare_images(images):
    return np.stack([images / 255], axis=-1)
