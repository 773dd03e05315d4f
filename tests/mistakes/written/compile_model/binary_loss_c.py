import keras


def compile_model(model):
    settings = {
        "optimizer": keras.optimizers.RMSprop(),
        "loss": keras.losses.BinaryCrossentropy(),
        "metrics": ["accuracy"],
    }
    model.compile(**settings)
