import tensorflow as tf


def train(model, images, labels, validation_data, epochs=5, batch_size=32):
    batches = tf.data.Dataset.from_tensor_slices((images, labels)).batch(batch_size)
    unseen = tf.data.Dataset.from_tensor_slices(validation_data).batch(batch_size)
    return model.fit(batches, validation_data=unseen, epochs=epochs, verbose=0)
