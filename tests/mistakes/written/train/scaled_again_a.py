def train(model, images, labels, validation_data, epochs=5, batch_size=32):
    x = images / 255.0
    x_val, y_val = validation_data
    x_val = x_val / 255.0
    return model.fit(x, labels, batch_size=batch_size, epochs=epochs, validation_data=(x_val, y_val), verbose=0)
