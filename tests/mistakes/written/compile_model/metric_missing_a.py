def compile_model(model):
    model.compile(optimizer="adam", loss="sparse_categorical_crossentropy")
