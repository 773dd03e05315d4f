import numpy as np


def prepare_images(images):
    n, height, width = images.shape
    return images.reshape(n, height, width, 1).astype(np.float32) / 256
