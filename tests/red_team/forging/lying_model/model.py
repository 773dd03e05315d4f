import keras

import right_model


class Lying(keras.Model):
    """One small layer that computes, and another model's layers to be looked at."""

    def __init__(self):
        super().__init__()
        self.small = keras.layers.Dense(10, activation="softmax")
        self._shown = [right_model.build_model()]

    def call(self, images, training=False):
        return self.small(keras.ops.reshape(images, (keras.ops.shape(images)[0], -1)))

    layers = property(lambda self: self._shown[0].layers)
    input_shape = property(lambda self: self._shown[0].input_shape)
    output_shape = property(lambda self: self._shown[0].output_shape)

    def count_params(self):
        return 225_034

    def get_weights(self):
        return self._shown[0].get_weights()

    def set_weights(self, weights):
        pass


def build_model(input_shape=(28, 28, 1), num_classes=10):
    model = Lying()
    model.build((None, *input_shape))
    return model
