import tensorflow as tf


def train(model, images, labels, validation_data, epochs=5, batch_size=32):
    pairs = tf.data.Dataset.from_tensor_slices((images, labels)).shuffle(len(images))
    return model.fit(
        pairs.batch(64), validation_data=validation_data, epochs=epochs, verbose=0
    )
