import keras
import numpy as np
import tensorflow as tf


def fit_by_hand(model, images, labels, epochs=1, batch_size=32, learning_rate=1e-3):
    opt = keras.optimizers.Adam(learning_rate)
    loss_fn = keras.losses.SparseCategoricalCrossentropy()
    epoch_losses = []
    for _ in range(epochs):
        shuffled = images[np.random.permutation(len(images))]
        batch_losses = []
        for start in range(0, len(shuffled), batch_size):
            end = start + batch_size
            with tf.GradientTape() as tape:
                loss = loss_fn(labels[start:end], model(shuffled[start:end], training=True))
            grads = tape.gradient(loss, model.trainable_variables)
            opt.apply_gradients(zip(grads, model.trainable_variables))
            batch_losses.append(float(loss))
        epoch_losses.append(sum(batch_losses) / len(batch_losses))
    return epoch_losses
