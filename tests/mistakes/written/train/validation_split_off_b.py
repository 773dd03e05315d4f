import numpy as np


def train(model, images, labels, validation_data, epochs=5, batch_size=32):
    order = np.random.permutation(len(images))
    held_back, rest = np.split(order, [max(1, len(order) // 10)])
    return model.fit(
        images[rest],
        labels[rest],
        validation_data=(images[held_back], labels[held_back]),
        epochs=epochs,
        batch_size=batch_size,
        verbose=0,
    )
