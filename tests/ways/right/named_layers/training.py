# Momentum, and a rate that gets smaller when nothing improves any more.
import tensorflow as tf


def prepare_images(images):
    prepared = images[:, :, :, None] / 255
    return prepared.astype("float32")


def compile_model(model):
    model.compile(
        tf.keras.optimizers.SGD(learning_rate=0.01, momentum=0.9, nesterov=True),
        tf.keras.losses.SparseCategoricalCrossentropy(from_logits=False),
        metrics=["accuracy"],
    )


def train(model, images, labels, validation_data, epochs=5, batch_size=32):
    slower = tf.keras.callbacks.ReduceLROnPlateau(monitor="val_loss", factor=0.5, patience=2)
    return model.fit(
        images,
        labels,
        epochs=epochs,
        batch_size=batch_size,
        validation_data=validation_data,
        callbacks=[slower],
        verbose=0,
    )


def accuracy(model, images, labels):
    return model.evaluate(images, labels, verbose=0, return_dict=True)["accuracy"]
