import keras
import numpy as np
import tensorflow as tf


def fit_by_hand(model, images, labels, epochs=1, batch_size=32, learning_rate=1e-3):
    optimizer = keras.optimizers.RMSprop(learning_rate)
    loss_fn = keras.losses.SparseCategoricalCrossentropy()
    parts = range(batch_size, len(images), batch_size)
    batches = list(zip(np.split(images, parts), np.split(labels, parts)))
    means = []
    for _ in range(epochs):
        total = 0.0
        for x, y in batches:
            with tf.GradientTape() as tape:
                loss = loss_fn(y, model(x, training=True))
            optimizer.apply(tape.gradient(loss, model.trainable_variables), model.trainable_variables)
            total += float(loss)
        means.append(total / len(batches))
    return means
