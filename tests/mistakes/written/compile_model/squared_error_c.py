import keras


def compile_model(model):
    model.compile(optimizer="adam", loss=keras.losses.MeanSquaredError(), metrics=["accuracy"])
