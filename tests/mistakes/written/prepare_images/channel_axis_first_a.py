import numpy as np


def prepare_images(images):
    return np.expand_dims(images, axis=1).astype("float32") / 255
