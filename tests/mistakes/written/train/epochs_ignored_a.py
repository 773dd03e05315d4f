def train(model, images, labels, validation_data, epochs=5, batch_size=32):
    history = model.fit(
        images, labels, epochs=5, batch_size=batch_size, validation_data=validation_data, verbose=2
    )
    return history
