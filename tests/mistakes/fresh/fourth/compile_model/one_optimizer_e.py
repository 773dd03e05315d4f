# The default argument is made once, so all models share one Adam: it belongs to the first model that is trained, and the second that was compiled can't be trained (an optimiser with which it learns is promised).
import keras


def compile_model(model: keras.Model, optimizer=keras.optimizers.Adam(learning_rate=0.001)) -> None:
    model.compile(
        optimizer=optimizer,
        loss=keras.losses.SparseCategoricalCrossentropy(),
        metrics=["accuracy"],
    )
