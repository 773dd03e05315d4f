import keras


def train(model, images, labels, validation_data, epochs=5, batch_size=32):
    model.compile(
        optimizer=keras.optimizers.SGD(learning_rate=0.05, momentum=0.9),
        loss=keras.losses.SparseCategoricalCrossentropy(),
        metrics=["accuracy"],
    )
    return model.fit(
        images, labels, validation_data=validation_data, epochs=epochs, batch_size=batch_size, verbose=0
    )
