def train(model, images, labels, validation_data, epochs=5, batch_size=32):
    return model.fit(images, labels, epochs=epochs, batch_size=batch_size, verbose=0)
