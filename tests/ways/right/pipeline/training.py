# The images come through a tf.data pipeline that shuffles all of them at every epoch.
import numpy as np
import tensorflow as tf


def prepare_images(images):
    return np.stack([images], axis=3).astype(np.float32) * np.float32(1 / 255)


def compile_model(model):
    model.compile(optimizer=tf.keras.optimizers.AdamW(), loss="sparse_categorical_crossentropy", metrics=["accuracy"])


def train(model, images, labels, validation_data, epochs=5, batch_size=32):
    pairs = tf.data.Dataset.from_tensor_slices((images, labels))
    batches = pairs.shuffle(len(images), reshuffle_each_iteration=True).batch(batch_size).prefetch(tf.data.AUTOTUNE)
    validation = tf.data.Dataset.from_tensor_slices(validation_data).batch(100)
    return model.fit(batches, epochs=epochs, validation_data=validation, verbose=0)


def accuracy(model, images, labels):
    results = model.evaluate(tf.data.Dataset.from_tensor_slices((images, labels)).batch(64), verbose=0)
    return float(results[1])
