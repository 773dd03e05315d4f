# Shuffles the batches and not the images: the same images stay together in each epoch, so their order is not shuffled anew.
import random

import keras
import numpy as np


def fit_by_hand(model, images, labels, epochs=1, batch_size=32, learning_rate=1e-3):
    optimizer = keras.optimizers.Adam(learning_rate)
    loss_fn = keras.losses.SparseCategoricalCrossentropy()
    batches = []
    for start in range(0, len(images), batch_size):
        batches.append((images[start : start + batch_size], labels[start : start + batch_size]))
    mean_losses = []
    for _ in range(epochs):
        random.shuffle(batches)
        losses = [train_step(model, optimizer, loss_fn, x, y) for x, y in batches]
        mean_losses.append(float(np.mean(losses)))
    return mean_losses
