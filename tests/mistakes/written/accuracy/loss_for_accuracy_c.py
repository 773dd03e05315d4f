import keras
import numpy as np


def accuracy(model, images, labels):
    outputs = model.predict(images, verbose=0)
    losses = keras.losses.sparse_categorical_crossentropy(labels, outputs)
    return float(np.mean(losses))
