import tensorflow as tf


def train_step(model, optimizer, loss_fn, images, labels):
    variables = model.trainable_variables
    with tf.GradientTape() as tape:
        outputs = model(images, training=True)
        loss = tf.reduce_mean(loss_fn(labels, outputs))
    optimizer.apply(tape.gradient(loss, variables), variables)
    return loss
