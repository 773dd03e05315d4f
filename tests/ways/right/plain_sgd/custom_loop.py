# The loss after the step, from a second look at the same batch; every epoch has its own permutation.
import keras
import numpy as np
import tensorflow as tf


def train_step(model, optimizer, loss_fn, images, labels):
    with tf.GradientTape() as tape:
        loss = loss_fn(labels, model(images))
    variables = model.trainable_variables
    optimizer.apply_gradients(zip(tape.gradient(loss, variables), variables))
    return float(loss)


def fit_by_hand(model, images, labels, epochs=1, batch_size=32, learning_rate=1e-3):
    optimizer = keras.optimizers.RMSprop(learning_rate)
    loss_fn = keras.losses.SparseCategoricalCrossentropy()
    generator = np.random.default_rng()
    epoch_means = []
    for _ in range(epochs):
        order = generator.permutation(len(images))
        losses = []
        for batch in np.split(order, range(batch_size, len(images), batch_size)):
            train_step(model, optimizer, loss_fn, images[batch], labels[batch])
            losses.append(float(loss_fn(labels[batch], model(images[batch]))))
        epoch_means.append(sum(losses) / len(losses))
    return epoch_means
