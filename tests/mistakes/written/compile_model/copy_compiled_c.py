import keras


def compile_model(model):
    ready = keras.models.clone_model(model)
    ready.set_weights(model.get_weights())
    ready.compile(loss="sparse_categorical_crossentropy", optimizer="adam", metrics=["accuracy"])
    return ready
