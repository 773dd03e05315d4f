import tensorflow as tf


def train(model, images, labels, validation_data, epochs=5, batch_size=32):
    train_data = tf.data.Dataset.from_tensor_slices((images, labels)).batch(batch_size)
    test_data = tf.data.Dataset.from_tensor_slices(tuple(validation_data)).batch(batch_size)
    return model.fit(train_data, validation_data=test_data, epochs=epochs, verbose=0)
