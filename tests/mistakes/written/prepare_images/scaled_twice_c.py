import numpy as np


def prepare_images(images):
    result = np.zeros((*images.shape, 1), dtype="float32")
    result[..., 0] = images / 255.0
    result /= 255.0
    return result
