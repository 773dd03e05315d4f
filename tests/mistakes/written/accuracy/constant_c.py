import numpy as np


def accuracy(model, images, labels):
    outputs = model.predict(images, verbose=0)
    predicted = np.argmax(outputs, axis=1)
    right = [predicted[i] == np.argmax(outputs[i]) for i in range(len(labels))]
    return float(np.mean(right))
