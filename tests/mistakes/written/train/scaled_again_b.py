def train(model, images, labels, validation_data, epochs=5, batch_size=32):
    (images, labels), (val_images, val_labels) = [
        (x / 255.0, y) for x, y in ((images, labels), validation_data)
    ]
    return model.fit(
        x=images,
        y=labels,
        validation_data=(val_images, val_labels),
        epochs=epochs,
        batch_size=batch_size,
        verbose=0,
    )
