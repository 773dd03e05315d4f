import numpy as np


def accuracy(model, images, labels):
    predicted = np.argmax(model.predict(images, verbose=0), axis=0)
    return float(np.mean(predicted == labels))
