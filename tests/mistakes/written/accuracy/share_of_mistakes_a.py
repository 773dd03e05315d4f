import numpy as np


def accuracy(model, images, labels):
    answers = model.predict(images, verbose=0).argmax(axis=-1)
    return np.count_nonzero(answers != labels) / len(labels)
