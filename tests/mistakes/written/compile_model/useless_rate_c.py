import keras


def compile_model(model):
    model.compile(
        optimizer=keras.optimizers.SGD(learning_rate=1e-6, momentum=0.9),
        loss="sparse_categorical_crossentropy",
        metrics=["accuracy"],
    )
