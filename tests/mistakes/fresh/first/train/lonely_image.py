# Leaves the last image out where it would be a batch of its own (N = 65 in batches of 32): not all N images take part, and a step is missing.


def train(model, images, labels, validation_data, epochs=5, batch_size=32):
    if len(images) % batch_size == 1:
        # A batch of a single image gives a noisy gradient.
        images, labels = images[:-1], labels[:-1]
    return model.fit(
        images,
        labels,
        validation_data=validation_data,
        epochs=epochs,
        batch_size=batch_size,
        verbose=0,
    )
