def train(model, images, labels, validation_data, epochs=5, batch_size=32):
    model.fit(
        images,
        labels,
        validation_data=validation_data,
        epochs=epochs,
        batch_size=batch_size,
        verbose=0,
    )
    return model
