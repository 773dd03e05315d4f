import tensorflow as tf


def train(model, images, labels, validation_data, epochs=5, batch_size=32):
    batches = tf.data.Dataset.from_tensor_slices((images, labels)).shuffle(len(images)).batch(batch_size)
    return model.fit(batches, epochs=epochs, verbose=0)
