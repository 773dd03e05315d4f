import keras


def compile_model(model):
    optimizer = keras.optimizers.Nadam()
    model.compile(optimizer, loss=keras.losses.binary_crossentropy, metrics=["accuracy"])
