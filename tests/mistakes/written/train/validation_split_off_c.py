import numpy as np


def train(model, images, labels, validation_data, epochs=5, batch_size=32):
    order = np.random.permutation(len(images))
    held_back = max(len(images) // 10, 1)
    test, rest = order[:held_back], order[held_back:]
    return model.fit(
        images[rest],
        labels[rest],
        validation_data=(images[test], labels[test]),
        epochs=epochs,
        batch_size=batch_size,
        verbose=0,
    )
