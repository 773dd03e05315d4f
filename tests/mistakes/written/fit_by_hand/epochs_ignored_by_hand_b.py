import keras
import numpy as np


def fit_by_hand(model, images, labels, epochs=1, batch_size=32, learning_rate=1e-3):
    optimizer = keras.optimizers.Adam(learning_rate)
    loss_fn = keras.losses.SparseCategoricalCrossentropy()
    order = np.random.default_rng().permutation(len(images))
    batches = np.split(order, range(batch_size, len(order), batch_size))
    losses = [train_step(model, optimizer, loss_fn, images[batch], labels[batch]) for batch in batches]
    return [sum(losses) / len(losses)]
