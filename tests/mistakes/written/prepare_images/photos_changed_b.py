import numpy as np


def prepare_images(images):
    images.shape = (*images.shape, 1)
    return np.divide(images, 255, dtype=np.float32)
