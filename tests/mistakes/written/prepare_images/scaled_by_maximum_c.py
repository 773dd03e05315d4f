import numpy as np


def prepare_images(images):
    images = images.astype("float32")
    brightest = np.sort(images, axis=None)[-1]
    return (images / brightest)[:, :, :, None]
