# Counts an image as recognised where the right digit has more than 0.5: an answer whose largest probability is below that is right all the same.
import keras
import numpy as np


def accuracy(model: keras.Model, images: np.ndarray, labels: np.ndarray) -> float:
    probabilities = model.predict(images, verbose=0)
    of_right_digit = probabilities[np.arange(len(labels)), labels]
    return float(np.mean(of_right_digit > 0.5))
