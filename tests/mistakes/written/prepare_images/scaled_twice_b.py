import numpy as np


def prepare_images(images):
    prepared = np.zeros((*images.shape, 1), dtype="float32")
    prepared[..., 0] = images / 255.0
    prepared /= 255.0
    return prepared
