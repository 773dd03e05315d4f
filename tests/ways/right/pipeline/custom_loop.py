# One pipeline over all epochs, cut into epochs by counting.
import math

import keras
import tensorflow as tf


def train_step(model, optimizer, loss_fn, images, labels):
    def loss():
        return loss_fn(labels, model(images, training=True))

    with tf.GradientTape() as tape:
        value = loss()
    optimizer.apply(tape.gradient(value, model.trainable_variables), model.trainable_variables)
    return float(value)


def fit_by_hand(model, images, labels, epochs=1, batch_size=32, learning_rate=1e-3):
    optimizer = keras.optimizers.Adamax(learning_rate)
    loss_fn = keras.losses.SparseCategoricalCrossentropy()
    pipeline = tf.data.Dataset.from_tensor_slices((images, labels)).shuffle(len(images)).batch(batch_size)
    steps = math.ceil(len(images) / batch_size)
    losses = [train_step(model, optimizer, loss_fn, x, y) for x, y in pipeline.repeat(epochs)]
    return [sum(losses[e * steps : (e + 1) * steps]) / steps for e in range(epochs)]
