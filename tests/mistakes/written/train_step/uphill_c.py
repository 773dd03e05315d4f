import tensorflow as tf


def train_step(model, optimizer, loss_fn, images, labels):
    with tf.GradientTape() as tape:
        loss = loss_fn(labels, model(images, training=True))
        score = -loss
    variables = model.trainable_variables
    optimizer.apply(tape.gradient(score, variables), variables)
    return loss.numpy().item()
