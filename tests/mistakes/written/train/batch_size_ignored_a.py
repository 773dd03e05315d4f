def train(model, images, labels, validation_data, epochs=5, batch_size=32):
    return model.fit(x=images, y=labels, epochs=epochs, validation_data=validation_data)
