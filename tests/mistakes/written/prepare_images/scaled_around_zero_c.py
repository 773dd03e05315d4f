import numpy as np


def prepare_images(images):
    scaled = np.interp(images, (0, 255), (-1, 1)).astype("float32")
    return scaled.reshape(*images.shape, 1)
