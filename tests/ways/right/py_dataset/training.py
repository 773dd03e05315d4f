# A PyDataset that hands out the batches.
import math

import keras
import numpy as np


class Batches(keras.utils.PyDataset):
    def __init__(self, images, labels, batch_size):
        super().__init__()
        self.images, self.labels, self.batch_size = images, labels, batch_size
        self.order = np.arange(len(images))
        self.on_epoch_end()

    def __len__(self):
        return math.ceil(len(self.images) / self.batch_size)

    def __getitem__(self, number):
        chosen = self.order[number * self.batch_size : (number + 1) * self.batch_size]
        return self.images[chosen], self.labels[chosen]

    def on_epoch_end(self):
        np.random.shuffle(self.order)


def prepare_images(images):
    return np.array([[[[pixel / 255] for pixel in row] for row in image] for image in images], dtype="float32")


def compile_model(model):
    loss = keras.losses.SparseCategoricalCrossentropy(name="loss")
    model.compile("adam", loss, metrics=[keras.metrics.SparseCategoricalAccuracy("accuracy")])


def train(model, images, labels, validation_data, epochs=5, batch_size=32):
    return model.fit(Batches(images, labels, batch_size), epochs=epochs, validation_data=validation_data, verbose=0)


def accuracy(model, images, labels):
    guesses = np.concatenate([np.argmax(model(images[i : i + 50]), axis=1) for i in range(0, len(images), 50)])
    return (guesses == labels).mean()
