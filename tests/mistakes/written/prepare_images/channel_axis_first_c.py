import numpy as np


def prepare_images(images):
    return np.stack([(image / 255).astype("float32")[np.newaxis] for image in images])
