import keras
import tensorflow as tf


def train_step(model, optimizer, loss_fn, images, labels):
    optimizer = keras.optimizers.Adam()
    with tf.GradientTape() as tape:
        predictions = model(images, training=True)
        loss = loss_fn(labels, predictions)
    weights = model.trainable_weights
    optimizer.apply_gradients(zip(tape.gradient(loss, weights), weights))
    return float(loss.numpy())
