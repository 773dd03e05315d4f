import keras
import numpy as np


def fit_by_hand(model, images, labels, epochs=1, batch_size=32, learning_rate=1e-3):
    optimizer = keras.optimizers.Adam(learning_rate=learning_rate)
    loss_fn = keras.losses.SparseCategoricalCrossentropy()
    cuts = range(batch_size, len(images), batch_size)
    image_batches = np.split(images, cuts)
    label_batches = np.split(labels, cuts)
    history = []
    for _ in range(epochs):
        losses = [train_step(model, optimizer, loss_fn, x, y) for x, y in zip(image_batches, label_batches)]
        history.append(float(np.mean(losses)))
    return history
