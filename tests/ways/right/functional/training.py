# Objects where others write strings, and the same random numbers in every run. (Keras's own shuffling then repeats
# itself in every epoch; nobody who sets a seed means that.)
import keras
import numpy as np

keras.utils.set_random_seed(42)


def prepare_images(images):
    return np.expand_dims(images, axis=-1).astype(np.float32) / 255.0


def compile_model(model):
    model.compile(
        optimizer=keras.optimizers.RMSprop(),
        loss=keras.losses.SparseCategoricalCrossentropy(),
        metrics=[keras.metrics.SparseCategoricalAccuracy(name="accuracy")],
    )
    return model


def train(model, images, labels, validation_data, epochs=5, batch_size=32):
    return model.fit(
        x=images,
        y=labels,
        batch_size=batch_size,
        epochs=epochs,
        verbose="auto",
        validation_data=validation_data,
        shuffle=True,
    )


def accuracy(model, images, labels):
    probabilities = model.predict(images)
    return float(np.mean(np.argmax(probabilities, axis=1) == labels))
