"""The loop by hand, by Amelia."""

import keras
import numpy as np
import tensorflow as tf


def train_step(model, optimizer, loss_fn, images, labels):
    """One look at a batch, one step downhill."""
    with tf.GradientTape() as tape:
        predictions = model(images, training=True)
        loss = loss_fn(labels, predictions)
    slopes = tape.gradient(loss, model.trainable_variables)
    optimizer.apply_gradients(zip(slopes, model.trainable_variables))
    return float(loss)


def fit_by_hand(model, images, labels, epochs=1, batch_size=32, learning_rate=1e-3):
    """Shuffle, cut into batches, one step for each."""
    optimizer = keras.optimizers.Adam(learning_rate)
    loss_fn = keras.losses.SparseCategoricalCrossentropy()
    history = []
    for epoch in range(epochs):
        order = np.random.permutation(len(images))
        losses = []
        for first in range(0, len(order), batch_size):
            chosen = order[first : first + batch_size]
            losses.append(train_step(model, optimizer, loss_fn, images[chosen], labels[chosen]))
        history.append(sum(losses) / len(losses))
        print(f"epoch {epoch + 1}: {history[-1]:.3f}")
    return history
