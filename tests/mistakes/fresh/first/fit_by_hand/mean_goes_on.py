# Never resets the mean between epochs: from the second on it is the mean of all epochs so far and not that of the epoch.
import keras
import numpy as np


def fit_by_hand(model, images, labels, epochs=1, batch_size=32, learning_rate=1e-3):
    optimizer = keras.optimizers.Adam(learning_rate)
    loss_fn = keras.losses.SparseCategoricalCrossentropy()
    mean_loss = keras.metrics.Mean()
    history = []
    for _ in range(epochs):
        order = np.random.permutation(len(images))
        for start in range(0, len(images), batch_size):
            batch = order[start : start + batch_size]
            mean_loss.update_state(train_step(model, optimizer, loss_fn, images[batch], labels[batch]))
        history.append(float(mean_loss.result()))
    return history
