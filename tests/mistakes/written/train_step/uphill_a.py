import tensorflow as tf


def train_step(model, optimizer, loss_fn, images, labels):
    with tf.GradientTape() as tape:
        loss = loss_fn(labels, model(images, training=True))
    gradients = tape.gradient(loss, model.trainable_variables)
    upwards = [-gradient for gradient in gradients]
    optimizer.apply_gradients(zip(upwards, model.trainable_variables))
    return float(loss)
