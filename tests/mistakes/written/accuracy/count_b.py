import numpy as np


def accuracy(model, images, labels):
    right = 0
    for probabilities, label in zip(model.predict(images, verbose=0), labels):
        if np.argmax(probabilities) == label:
            right += 1
    return float(right)
