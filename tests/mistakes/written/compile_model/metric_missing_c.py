import keras


def compile_model(model):
    model.compile("adam", keras.losses.sparse_categorical_crossentropy)
