def train(model, images, labels, validation_data, epochs=5, batch_size=32):
    return model.fit(
        images,
        labels,
        batch_size=batch_size,
        epochs=epochs,
        shuffle=False,
        validation_data=validation_data,
        verbose=0,
    )
