import numpy as np


def prepare_images(images):
    scaled = [image.astype("float32") / np.float32(image.max()) for image in images]
    return np.stack(scaled)[:, :, :, None]
