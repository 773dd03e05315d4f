import keras


def train(model, images, labels, validation_data, epochs=5, batch_size=32):
    model.compile(
        loss=keras.losses.SparseCategoricalCrossentropy(),
        optimizer=keras.optimizers.RMSprop(1e-3),
        metrics=[keras.metrics.SparseCategoricalAccuracy(name="accuracy")],
    )
    return model.fit(
        images, labels, validation_data=validation_data, epochs=epochs, batch_size=batch_size, verbose=0
    )
