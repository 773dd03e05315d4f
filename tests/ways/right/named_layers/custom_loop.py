# Momentum again; the batches are cut from a shuffled list of numbers.
import random

import tensorflow as tf


def train_step(model, optimizer, loss_fn, images, labels):
    with tf.GradientTape() as tape:
        guesses = model(images, training=True)
        loss = tf.reduce_mean(loss_fn(labels, guesses))
    variables = model.trainable_variables
    optimizer.apply_gradients(list(zip(tape.gradient(loss, variables), variables)))
    return float(loss.numpy())


def fit_by_hand(model, images, labels, epochs=1, batch_size=32, learning_rate=1e-3):
    optimizer = tf.keras.optimizers.SGD(learning_rate, momentum=0.9)
    loss_fn = tf.keras.losses.SparseCategoricalCrossentropy()
    numbers = list(range(len(images)))
    history = []
    for _ in range(epochs):
        random.shuffle(numbers)
        total = 0.0
        for start in range(0, len(numbers), batch_size):
            batch = numbers[start : start + batch_size]
            total += train_step(model, optimizer, loss_fn, images[batch], labels[batch]) * len(batch)
        history.append(total / len(numbers))
    return history
