# Goes on at the epoch that the optimiser's step count stands at: a model that has learned before gets fewer epochs, or none, instead of exactly `epochs`.
import math


def train(model, images, labels, validation_data, epochs=5, batch_size=32):
    steps = math.ceil(len(images) / batch_size)
    # After an interruption, do not begin all over again.
    done = int(model.optimizer.iterations) // steps
    return model.fit(
        images,
        labels,
        validation_data=validation_data,
        initial_epoch=done,
        epochs=epochs,
        batch_size=batch_size,
        verbose=0,
    )
