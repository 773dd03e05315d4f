import numpy as np


def prepare_images(images):
    scaled = images.astype("float32") / 127.5 - 1.0
    return scaled[..., np.newaxis]
