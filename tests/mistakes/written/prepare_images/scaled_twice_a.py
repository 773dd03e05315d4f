import numpy as np


def prepare_images(images):
    images = images.astype(np.float32) / 255
    images = images.reshape(images.shape + (1,))
    return images / 255
