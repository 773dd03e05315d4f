import tensorflow as tf


def train(model, images, labels, validation_data, epochs=5, batch_size=32):
    def scaled(image, label):
        return tf.cast(image, tf.float32) / 255.0, label

    training = tf.data.Dataset.from_tensor_slices((images, labels)).map(scaled)
    training = training.shuffle(len(images)).batch(batch_size)
    validation = tf.data.Dataset.from_tensor_slices(validation_data).map(scaled).batch(batch_size)
    return model.fit(training, validation_data=validation, epochs=epochs, verbose=0)
