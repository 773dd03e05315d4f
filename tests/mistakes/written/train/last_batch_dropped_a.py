import tensorflow as tf


def train(model, images, labels, validation_data, epochs=5, batch_size=32):
    dataset = tf.data.Dataset.from_tensor_slices((images, labels))
    dataset = dataset.shuffle(len(images)).batch(batch_size, drop_remainder=True)
    return model.fit(dataset, epochs=epochs, validation_data=validation_data, verbose=0)
