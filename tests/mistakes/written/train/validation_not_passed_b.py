def train(model, images, labels, validation_data, epochs=5, batch_size=32):
    settings = dict(epochs=epochs, batch_size=batch_size, shuffle=True, verbose=0)
    return model.fit(images, labels, **settings)
