import keras
import numpy as np


def fit_by_hand(model, images, labels, epochs=1, batch_size=32, learning_rate=1e-3):
    optimizer = keras.optimizers.Adam(learning_rate)
    loss_fn = keras.losses.SparseCategoricalCrossentropy()
    images = np.array(images)
    means = []
    for _ in range(epochs):
        np.random.shuffle(images)
        losses = []
        for start in range(0, len(images), batch_size):
            end = start + batch_size
            losses.append(train_step(model, optimizer, loss_fn, images[start:end], labels[start:end]))
        means.append(float(np.mean(losses)))
    return means
