import numpy as np


def accuracy(model, images, labels):
    answers = model.predict(images, verbose=0).argmax(axis=1)
    wrong = np.flatnonzero(answers - labels)
    return len(wrong) / len(labels)
