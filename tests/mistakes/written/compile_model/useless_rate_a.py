import keras


def compile_model(model):
    optimizer = keras.optimizers.Adam(learning_rate=1e-7)
    model.compile(optimizer=optimizer, loss="sparse_categorical_crossentropy", metrics=["accuracy"])
