import numpy as np


def accuracy(model, images, labels):
    right = np.count_nonzero(model.predict(images, verbose=0).argmax(axis=-1) == labels)
    return float(right / len(labels) * 100)
