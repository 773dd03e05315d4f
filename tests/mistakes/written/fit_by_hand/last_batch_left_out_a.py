import keras
import numpy as np
import tensorflow as tf


def fit_by_hand(model, images, labels, epochs=1, batch_size=32, learning_rate=1e-3):
    optimizer = keras.optimizers.Adam(learning_rate)
    loss_fn = keras.losses.SparseCategoricalCrossentropy()
    n_batches = len(images) // batch_size
    history = []
    for epoch in range(epochs):
        order = np.random.permutation(len(images))
        losses = []
        for b in range(n_batches):
            idx = order[b * batch_size:(b + 1) * batch_size]
            with tf.GradientTape() as tape:
                loss = loss_fn(labels[idx], model(images[idx], training=True))
            gradients = tape.gradient(loss, model.trainable_variables)
            optimizer.apply_gradients(zip(gradients, model.trainable_variables))
            losses.append(float(loss))
        history.append(float(np.mean(losses)))
    return history
