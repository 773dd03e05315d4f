import tensorflow as tf


def train_step(model, optimizer, loss_fn, images, labels):
    with tf.GradientTape() as tape:
        predictions = model(images, training=True)
        loss = loss_fn(labels, predictions)
        target = -loss
    optimizer.apply(tape.gradient(target, model.trainable_variables), model.trainable_variables)
    return loss.numpy().item()
