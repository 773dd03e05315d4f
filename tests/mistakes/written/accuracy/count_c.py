import numpy as np


def accuracy(model, images, labels):
    probabilities = model.predict(images, verbose=0)
    right = 0.0
    for row, label in zip(probabilities, labels):
        if np.argmax(row) == label:
            right += 1
    return right
