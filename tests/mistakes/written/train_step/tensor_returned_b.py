import tensorflow as tf


def train_step(model, optimizer, loss_fn, images, labels):
    variables = model.trainable_variables
    with tf.GradientTape() as tape:
        loss = tf.reduce_mean(loss_fn(labels, model(images, training=True)))
    optimizer.apply_gradients(zip(tape.gradient(loss, variables), variables))
    return loss
