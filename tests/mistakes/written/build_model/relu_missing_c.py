from keras import Input, Sequential, layers


def build_model(input_shape=(28, 28, 1), num_classes=10):
    model = Sequential([Input(input_shape)])
    model.add(layers.Conv2D(32, 3, activation="relu"))
    model.add(layers.MaxPool2D())
    model.add(layers.Conv2D(64, 3))
    model.add(layers.MaxPool2D())
    model.add(layers.Flatten())
    model.add(layers.Dense(128))
    model.add(layers.Dense(num_classes, activation="softmax"))
    return model
