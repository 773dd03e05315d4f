import keras


def compile_model(model: keras.Model) -> None:
    settings = {
        "optimizer": keras.optimizers.Adam(),
        "loss": keras.losses.MeanSquaredError(),
        "metrics": ["accuracy"],
    }
    model.compile(**settings)
