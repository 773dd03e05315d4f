# Asks about whole batches of the validation data only: val_loss and val_accuracy leave out the images of its last short batch.
def train(model, images, labels, validation_data, epochs=5, batch_size=32):
    val_images, val_labels = validation_data
    return model.fit(
        images,
        labels,
        epochs=epochs,
        batch_size=batch_size,
        validation_data=(val_images, val_labels),
        validation_batch_size=batch_size,
        validation_steps=len(val_images) // batch_size,
        verbose=0,
    )
