import numpy as np


def accuracy(model, images, labels):
    predictions = np.argmax(model.predict(images, verbose=0), axis=1)
    return float(np.mean(predictions == labels) * 100)
