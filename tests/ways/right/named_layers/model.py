# A layer at a time, each with a name.
import tensorflow as tf


def conv_parameters(kernel_size, in_channels, filters):
    total = 0
    for _ in range(filters):
        total += kernel_size * kernel_size * in_channels  # its weights
        total += 1  # its bias
    return total


def dense_parameters(inputs, units):
    return sum(inputs + 1 for _ in range(units))


def build_model(input_shape=(28, 28, 1), num_classes=10):
    model = tf.keras.Sequential(name="my_cnn")
    model.add(tf.keras.Input(shape=input_shape, name="image"))
    model.add(
        tf.keras.layers.Conv2D(
            filters=32, kernel_size=(3, 3), strides=(1, 1), padding="valid", activation=tf.nn.relu, name="edges"
        )
    )
    model.add(tf.keras.layers.MaxPool2D(pool_size=(2, 2), strides=2, name="smaller"))
    model.add(
        tf.keras.layers.Conv2D(
            filters=64, kernel_size=(3, 3), strides=(1, 1), padding="valid", activation=tf.nn.relu, name="shapes"
        )
    )
    model.add(tf.keras.layers.MaxPool2D(pool_size=(2, 2), strides=2, name="smaller_still"))
    model.add(tf.keras.layers.Flatten(name="one_row"))
    model.add(tf.keras.layers.Dense(units=128, activation=tf.nn.relu, name="combine"))
    model.add(tf.keras.layers.Dense(units=num_classes, activation=tf.nn.softmax, name="decide"))
    model.summary()
    return model
