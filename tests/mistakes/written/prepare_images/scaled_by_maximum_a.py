import numpy as np


def prepare_images(images):
    images = images.astype("float32")
    images = images / images.max()
    return np.expand_dims(images, -1)
