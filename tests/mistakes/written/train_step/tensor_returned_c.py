import tensorflow as tf


@tf.function
def _step(model, optimizer, loss_fn, images, labels):
    with tf.GradientTape() as tape:
        loss = loss_fn(labels, model(images, training=True))
    gradients = tape.gradient(loss, model.trainable_variables)
    optimizer.apply_gradients(zip(gradients, model.trainable_variables))
    return loss


def train_step(model, optimizer, loss_fn, images, labels):
    optimizer.build(model.trainable_variables)
    return _step(model, optimizer, loss_fn, images, labels)
