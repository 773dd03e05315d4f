"""Bonus: a training loop by hand, to see what happens inside of `fit`.

`fit` hides the heart of learning, which is short: let the model answer, see how wrong it was, find
out in which direction each weight should move, and move it a little. Here you write that yourself.
Whoever builds a new kind of model needs such a loop sooner or later.

Replace each `raise NotImplementedError(...)` by your own code, from top to bottom. This file is
extra: hidden tests give up to 10 points on top of the 100: train_step 4, fit_by_hand 6.
"""

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
    """Let the model learn from one batch.

    A gradient tells for each weight how much the loss grows when that weight grows a little. Where
    it is 24, making the weight smaller by 0.01 makes the loss smaller by about 0.24. The optimiser
    uses it to move every weight in the direction in which the loss shrinks.

    `tf.GradientTape` works out gradients: inside of its `with` block it writes down every
    computation, and afterwards it can go through them backwards. So the model's answer and the loss
    have to be computed inside of the block. The weights that may be moved are
    `model.trainable_variables`; optimisers have a method that applies gradients to them.

    Args:
        model: the model; its weights are changed.
        optimizer: a Keras optimiser, such as `keras.optimizers.SGD(0.1)`.
        loss_fn: called as `loss_fn(labels, outputs)`, it gives the loss of a batch.
        images: the batch, shape (N, ...).
        labels: N labels.

    Returns:
        The loss of this batch, a float.

    Example:
        A model with a single weight, 1. Its answer to 2 is 2, and 8 would be right, so the loss,
        here the squared difference, is 36. Its gradient is 2 * (2 - 8) * 2 = -24: the weight should
        grow. With a rate of 0.1 it becomes 1 + 0.1 * 24 = 3.4.

        >>> one = keras.layers.Dense(1, use_bias=False, kernel_initializer="ones")
        >>> model = keras.Sequential([keras.Input((1,)), one])
        >>> squares = keras.losses.MeanSquaredError()
        >>> train_step(model, keras.optimizers.SGD(0.1), squares, np.array([[2.0]]), np.array([[8.0]]))
        36.0
        >>> round(float(model.get_weights()[0][0, 0]), 3)
        3.4
    """
    raise NotImplementedError("train_step: learn from one batch with a gradient tape")


def fit_by_hand(
    model: keras.Model,
    images: np.ndarray,
    labels: np.ndarray,
    epochs: int = 1,
    batch_size: int = 32,
    learning_rate: float = 1e-3,
) -> list[float]:
    """Train the model for some epochs, batch by batch.

    In each epoch the order of the images is shuffled anew, images and labels alike, and every image
    is learned from once. When the images do not fill the last batch, that one is shorter: 70 images
    in batches of 32 are three steps, with 32, 32 and 6 images.

    Args:
        model: a model whose last layer is softmax, compiled or not; its weights are changed.
        images: shape (N, H, W, C), prepared.
        labels: N whole numbers, the right digits.
        epochs: how many epochs to train for.
        batch_size: images in a batch.
        learning_rate: how large the optimiser's steps are. Which optimiser is up to you, and the
            loss has to fit labels that are whole numbers.

    Returns:
        For each epoch the mean loss of its batches, a list of floats.

    Example:
        >>> from helpers import data
        >>> from model import build_model
        >>> digits = data.load("digits")
        >>> images = digits.train_images[:64, :, :, np.newaxis] / 255
        >>> losses = fit_by_hand(build_model(), images, digits.train_labels[:64], epochs=2)
        >>> len(losses)
        2
    """
    raise NotImplementedError("fit_by_hand: train for some epochs, batch by batch")
