# shuffle="batch" only mixes the images inside of each batch: the same images make up the same batches, in the same order, in every epoch, so they are not shuffled anew.
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
    return model.fit(
        images,
        labels,
        batch_size=batch_size,
        epochs=epochs,
        validation_data=validation_data,
        shuffle="batch",
        verbose=0,
    )
