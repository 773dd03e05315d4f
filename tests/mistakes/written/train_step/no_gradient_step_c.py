import tensorflow as tf


def train_step(model, optimizer, loss_fn, images, labels):
    with tf.GradientTape() as tape:
        outputs = model(images, training=True)
        loss = loss_fn(labels, outputs)
    tape.gradient(loss, model.trainable_variables)
    return float(loss)
