def train(model, images, labels, validation_data, epochs=5, batch_size=32):
    model.fit(
        x=images,
        y=labels,
        batch_size=batch_size,
        epochs=epochs,
        validation_data=validation_data,
        verbose=0,
    )
    return model.history.history
