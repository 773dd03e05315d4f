# Divides by the batch size what is the mean of the batch already: the loss returned is right, but with plain SGD the step is too small by that factor, so it is no step down the gradient of loss_fn.
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
        # mean gradient of the batch
        loss_per_image = loss / len(images)
    gradients = tape.gradient(loss_per_image, model.trainable_variables)
    optimizer.apply_gradients(zip(gradients, model.trainable_variables))
    return float(loss)
