import numpy as np


def prepare_images(images: np.ndarray) -> np.ndarray:
    return np.expand_dims(np.asarray(images, dtype=np.float32), axis=-1)
