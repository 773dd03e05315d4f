# Wants to see and keep everything: prints, a table, the best weights.
import keras
import numpy as np


def prepare_images(images):
    images = images.astype("float32")
    images /= 255
    return images[..., None]


def compile_model(model):
    model.compile(
        optimizer=keras.optimizers.Adam(learning_rate=1e-3),
        loss="sparse_categorical_crossentropy",
        metrics=["accuracy", keras.metrics.SparseTopKCategoricalAccuracy(k=3, name="top_3")],
    )


class Watch(keras.callbacks.Callback):
    def on_epoch_end(self, epoch, logs=None):
        print("epoch", epoch + 1, {name: round(value, 3) for name, value in (logs or {}).items()})


def train(model, images, labels, validation_data, epochs=5, batch_size=32):
    callbacks = [
        Watch(),
        keras.callbacks.LambdaCallback(on_train_begin=lambda logs: print("here we go")),
        keras.callbacks.CSVLogger("training.csv"),
        keras.callbacks.ModelCheckpoint("best.weights.h5", save_weights_only=True, save_best_only=True),
    ]
    return model.fit(
        images,
        labels,
        epochs=epochs,
        batch_size=batch_size,
        validation_data=validation_data,
        callbacks=callbacks,
        verbose=2,
    )


def accuracy(model, images, labels):
    metric = keras.metrics.SparseCategoricalAccuracy()
    metric.update_state(labels, model.predict(images, verbose=0))
    return float(metric.result())
