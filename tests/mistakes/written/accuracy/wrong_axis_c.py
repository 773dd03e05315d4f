import numpy as np


def accuracy(model, images, labels):
    answers = np.argmax(model.predict(images, verbose=0), axis=0)
    return sum(int(a == b) for a, b in zip(answers, labels)) / len(labels)
