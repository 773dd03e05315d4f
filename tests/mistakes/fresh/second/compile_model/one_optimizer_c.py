# One optimiser object for all models: it belongs to the first that is trained, a second compiled model can't learn with it.
import keras

_optimizer = keras.optimizers.Adam(learning_rate=0.001)


def compile_model(model):
    model.compile(
        optimizer=_optimizer,
        loss="sparse_categorical_crossentropy",
        metrics=["accuracy"],
    )
