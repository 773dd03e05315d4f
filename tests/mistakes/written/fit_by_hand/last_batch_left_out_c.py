import keras
import numpy as np
import tensorflow as tf


def fit_by_hand(model, images, labels, epochs=1, batch_size=32, learning_rate=1e-3):
    optimizer = keras.optimizers.Adam(learning_rate)
    loss_fn = keras.losses.SparseCategoricalCrossentropy()
    data = tf.data.Dataset.from_tensor_slices((images, labels)).shuffle(len(images))
    data = data.batch(batch_size, drop_remainder=True)
    history = []
    for _ in range(epochs):
        losses = []
        for x, y in data:
            with tf.GradientTape() as tape:
                loss = loss_fn(y, model(x, training=True))
            grads = tape.gradient(loss, model.trainable_variables)
            optimizer.apply_gradients(zip(grads, model.trainable_variables))
            losses.append(loss.numpy())
        history.append(float(np.mean(losses)))
    return history
