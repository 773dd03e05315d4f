# An endless generator of batches, and so many of them make an epoch.
import numpy as np
from keras.optimizers import Nadam


def prepare_images(images):
    prepared = np.empty((*images.shape, 1), dtype=np.float32)
    prepared[..., 0] = images
    return prepared / np.float32(255)


def compile_model(model):
    model.compile(optimizer=Nadam(), loss="sparse_categorical_crossentropy", metrics=["accuracy"])


def batches(images, labels, batch_size):
    while True:
        order = np.random.permutation(len(images))
        for start in range(0, len(order), batch_size):
            chosen = order[start : start + batch_size]
            yield images[chosen], labels[chosen]


def train(model, images, labels, validation_data, epochs=5, batch_size=32):
    steps = -(-len(images) // batch_size)
    return model.fit(
        batches(images, labels, batch_size),
        steps_per_epoch=steps,
        epochs=epochs,
        validation_data=validation_data,
        verbose=0,
    )


def accuracy(model, images, labels):
    return float(np.count_nonzero(model.predict(images, batch_size=128, verbose=0).argmax(1) == np.asarray(labels)) / len(labels))
