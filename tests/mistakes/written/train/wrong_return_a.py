def train(model, images, labels, validation_data, epochs=5, batch_size=32):
    history = model.fit(
        images, labels, epochs=epochs, batch_size=batch_size, validation_data=validation_data, verbose=0
    )
    return history.history
