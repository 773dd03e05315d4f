def train(model, images, labels, validation_data, epochs=5, batch_size=32):
    epochs = 5
    return model.fit(images, labels, batch_size, epochs, verbose=0, validation_data=validation_data)
