import keras
import numpy as np
import tensorflow as tf


def fit_by_hand(model, images, labels, epochs=1, batch_size=32, learning_rate=1e-3):
    optimizer = keras.optimizers.Adam(learning_rate)
    order = np.arange(len(images))
    np.random.shuffle(order)
    losses = []
    while len(order) > 0:
        batch, order = order[:batch_size], order[batch_size:]
        with tf.GradientTape() as tape:
            outputs = model(images[batch], training=True)
            loss = tf.reduce_mean(keras.losses.sparse_categorical_crossentropy(labels[batch], outputs))
        gradients = tape.gradient(loss, model.trainable_variables)
        optimizer.apply_gradients(zip(gradients, model.trainable_variables))
        losses.append(float(loss))
    return [float(np.mean(losses))]
