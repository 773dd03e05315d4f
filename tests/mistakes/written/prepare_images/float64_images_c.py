import numpy as np


def prepare_images(images):
    n, height, width = images.shape
    result = np.zeros((n, height, width, 1))
    result[:, :, :, 0] = images
    return result / 255
