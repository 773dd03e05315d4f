def train(model, images, labels, validation_data, epochs=5, batch_size=32):
    history = model.fit(images, labels, validation_split=0.2, epochs=epochs, batch_size=batch_size)
    return history
