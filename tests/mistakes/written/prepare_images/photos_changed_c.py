import numpy as np


def prepare_images(images):
    images.shape = (*images.shape, 1)
    return images.astype(np.float32) / 255
