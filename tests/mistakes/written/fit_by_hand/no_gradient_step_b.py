import keras
import numpy as np


def fit_by_hand(model, images, labels, epochs=1, batch_size=32, learning_rate=1e-3):
    loss_fn = keras.losses.SparseCategoricalCrossentropy()
    history = []
    for _ in range(epochs):
        order = np.random.permutation(len(images))
        losses = []
        for start in range(0, len(images), batch_size):
            chosen = order[start : start + batch_size]
            outputs = model(images[chosen], training=True)
            losses.append(float(loss_fn(labels[chosen], outputs)))
        history.append(float(np.mean(losses)))
    return history
