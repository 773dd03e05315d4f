import numpy as np


def prepare_images(images):
    return np.expand_dims(images, -1).astype(np.float32)
