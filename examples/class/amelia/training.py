"""Training, by Amelia."""

import keras
import numpy as np


def prepare_images(images):
    """Scale to 0..1 and add the channel."""
    return np.expand_dims(images.astype("float32") / 255, axis=-1)


def compile_model(model):
    """Adam, and the loss for labels that are whole numbers."""
    model.compile(
        optimizer=keras.optimizers.Adam(),
        loss=keras.losses.SparseCategoricalCrossentropy(),
        metrics=["accuracy"],
    )


def train(model, images, labels, validation_data, epochs=5, batch_size=32):
    """Fit, and hand on the history."""
    return model.fit(
        images, labels, batch_size=batch_size, epochs=epochs, validation_data=validation_data, verbose=2
    )


def accuracy(model, images, labels):
    """How many of the best guesses are right?"""
    guesses = model.predict(images, verbose=0).argmax(axis=1)
    return float((guesses == labels).mean())
