import keras
import tensorflow as tf


def train_step(model, optimizer, loss_fn, images, labels):
    sgd = keras.optimizers.SGD(learning_rate=0.01)
    with tf.GradientTape() as tape:
        loss = loss_fn(labels, model(images, training=True))
    grads = tape.gradient(loss, model.trainable_variables)
    sgd.apply_gradients(zip(grads, model.trainable_variables))
    return float(loss)
