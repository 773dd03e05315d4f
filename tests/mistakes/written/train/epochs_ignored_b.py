import keras


def train(
    model: keras.Model,
    images,
    labels,
    validation_data,
    epochs: int = 5,
    batch_size: int = 32,
) -> keras.callbacks.History:
    epochs = 8
    return model.fit(images, labels, batch_size, epochs, verbose=0, validation_data=validation_data)
