import numpy as np


def train(model, images, labels, validation_data, epochs=5, batch_size=32):
    whole = len(images) // batch_size * batch_size
    order = np.random.permutation(len(images))[:whole]
    return model.fit(
        images[order],
        labels[order],
        batch_size=batch_size,
        epochs=epochs,
        validation_data=validation_data,
        verbose=0,
    )
