import math

import keras
import numpy as np


class _Batches(keras.utils.PyDataset):
    def __init__(self, images, labels, batch_size):
        super().__init__()
        self.images = images
        self.labels = np.asarray(labels)
        self.batch_size = batch_size
        self.order = np.random.permutation(len(images))

    def __len__(self):
        return math.floor(len(self.images) / self.batch_size)

    def __getitem__(self, index):
        chosen = self.order[index * self.batch_size : (index + 1) * self.batch_size]
        return self.images[chosen], self.labels[chosen]

    def on_epoch_end(self):
        self.order = np.random.permutation(len(self.images))


def train(model, images, labels, validation_data, epochs=5, batch_size=32):
    batches = _Batches(images, labels, batch_size)
    return model.fit(batches, epochs=epochs, validation_data=validation_data, verbose=0)
