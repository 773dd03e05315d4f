import numpy as np


def accuracy(model, images, labels):
    probabilities = model.predict(images, verbose=0)
    return float(np.mean(np.max(probabilities, axis=1)))
