# The same numbers in every run: seeds wherever there is a place for one.
import keras
import numpy as np

keras.utils.set_random_seed(7)


def prepare_images(images):
    return np.divide(images, 255, dtype=np.float32).reshape(*images.shape, 1)


def compile_model(model):
    keras.utils.set_random_seed(7)
    model.compile("adam", "sparse_categorical_crossentropy", metrics=["accuracy"])


def train(model, images, labels, validation_data, epochs=5, batch_size=32):
    keras.utils.set_random_seed(7)
    return model.fit(images, labels, batch_size, epochs, verbose=0, validation_data=validation_data)


def accuracy(model, images, labels):
    return model.evaluate(images, labels, verbose=0)[1]
