# Scaling, compiling and measuring. Training itself is the last thing missing.
import keras
import numpy as np


def prepare_images(images):
    return np.array(images, dtype=np.float32)[:, :, :, np.newaxis] / 255


def compile_model(model):
    model.compile("rmsprop", "sparse_categorical_crossentropy", metrics=["accuracy"])


def train(model, images, labels, validation_data, epochs=5, batch_size=32):
    raise NotImplementedError("train: let the model learn")


def accuracy(model, images, labels):
    # in percent
    hits = np.argmax(model.predict(images, verbose=0), axis=1) == labels
    return 100 * hits.sum() / len(hits)
