# Rounds the validation steps down: val_loss and val_accuracy leave out the last short batch of the validation data.
import keras
import numpy as np


def train(
    model: keras.Model,
    images: np.ndarray,
    labels: np.ndarray,
    validation_data: tuple[np.ndarray, np.ndarray],
    epochs: int = 5,
    batch_size: int = 32,
) -> keras.callbacks.History:
    history = model.fit(
        images,
        labels,
        epochs=epochs,
        batch_size=batch_size,
        validation_data=validation_data,
        validation_batch_size=batch_size,
        validation_steps=max(len(validation_data[0]) // batch_size, 1),
        verbose=0,
    )
    return history
