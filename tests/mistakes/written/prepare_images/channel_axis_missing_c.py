import numpy as np


def prepare_images(images):
    return np.array([image / 255 for image in images], dtype="float32")
