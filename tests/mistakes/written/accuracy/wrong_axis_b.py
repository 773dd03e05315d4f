import numpy as np


def accuracy(model, images, labels):
    probabilities = model.predict(images, verbose=0)
    answers = np.argmax(probabilities, axis=0)
    right = sum(int(answer == label) for answer, label in zip(answers, labels))
    return right / len(labels)
