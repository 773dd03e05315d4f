import numpy as np


def accuracy(model, images, labels):
    answers = np.argmax(model.predict(images, verbose=0), axis=-1)
    return np.count_nonzero(answers - labels) / len(labels)
