import numpy as np


def prepare_images(images):
    images.shape = (*images.shape, 1)
    return (images / 255).astype(np.float32)
