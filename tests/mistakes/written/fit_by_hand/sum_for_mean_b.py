import keras
import numpy as np
import tensorflow as tf


def fit_by_hand(model, images, labels, epochs=1, batch_size=32, learning_rate=1e-3):
    optimizer = keras.optimizers.SGD(learning_rate, momentum=0.9)
    totals = np.zeros(epochs)
    for epoch in range(epochs):
        order = np.arange(len(images))
        np.random.shuffle(order)
        for start in range(0, len(order), batch_size):
            batch = order[start : start + batch_size]
            with tf.GradientTape() as tape:
                outputs = model(images[batch], training=True)
                losses = keras.losses.sparse_categorical_crossentropy(labels[batch], outputs)
                loss = keras.ops.mean(losses)
            gradients = tape.gradient(loss, model.trainable_variables)
            optimizer.apply(gradients, model.trainable_variables)
            totals[epoch] += float(loss)
    return totals.tolist()
