import tensorflow as tf


def train(model, images, labels, validation_data, epochs=5, batch_size=32):
    data = tf.data.Dataset.from_tensor_slices((images, labels))
    data = data.shuffle(len(images)).batch(64).prefetch(1)
    return model.fit(data, validation_data=validation_data, epochs=epochs, verbose=0)
