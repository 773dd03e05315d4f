# Takes images without a value above 1 for divided already: very dark ones, all 0 and 1 of 255, are not divided by 255.
import numpy as np


def prepare_images(images):
    result = images.astype("float32")
    # running the cell twice must not divide twice
    if result.max() > 1:
        result = result / 255
    return np.expand_dims(result, axis=-1)
