# The lesson's code as it stands there, with functions around it.
import tensorflow as tf


def prepare_images(images):
    images = images.reshape((*images.shape, 1)).astype('float32') / 255
    return images


def compile_model(model):
    model.compile(optimizer='adam', loss='sparse_categorical_crossentropy', metrics=['accuracy'])


def train(model, images, labels, validation_data, epochs=5, batch_size=32):
    history = model.fit(images, labels, epochs=epochs, batch_size=batch_size, validation_data=validation_data)
    return history


def accuracy(model, images, labels):
    test_loss, test_acc = model.evaluate(images, labels, verbose=2)
    return test_acc
