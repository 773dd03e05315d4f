import keras
import numpy as np
import tensorflow as tf


def fit_by_hand(model, images, labels, epochs=1, batch_size=32, learning_rate=1e-3):
    optimizer = keras.optimizers.SGD(learning_rate, momentum=0.9)
    loss_fn = keras.losses.SparseCategoricalCrossentropy()
    rng = np.random.default_rng()
    losses = [0.0] * epochs
    for epoch in range(epochs):
        order = rng.permutation(len(images))
        for start in range(0, len(images), batch_size):
            batch = order[start : start + batch_size]
            with tf.GradientTape() as tape:
                loss = loss_fn(labels[batch], model(images[batch], training=True))
            grads = tape.gradient(loss, model.trainable_variables)
            optimizer.apply_gradients(zip(grads, model.trainable_variables))
            losses[epoch] = float(loss)
    return losses
