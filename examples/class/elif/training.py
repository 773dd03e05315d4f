"""Training: how the network learns from examples which numbers its filters need.

Nobody writes the filters of a network by hand. It begins with random ones, looks at images whose
digit is known, and changes its weights a little wherever it was wrong, thousands of times. You
prepare the images, tell the model how to learn, let it learn, and measure how well it does on
digits that it has never seen.

Replace each `raise NotImplementedError(...)` by your own code, from top to bottom. Hidden tests
give up to 20 of 100 points for this file: prepare_images 4, compile_model 4, train 9, accuracy 3.
They try each function with a model that is known to be right, so a mistake in model.py costs
nothing here.
"""

import keras
import numpy as np


def prepare_images(images: np.ndarray) -> np.ndarray:
    """Turn images as they are stored into what the network takes.

    Three things change. The pixels, whole numbers from 0 (black) to 255 (white), become numbers
    from 0 to 1: a network learns badly from large numbers, since its weights begin small. The
    dtype becomes float32, numbers with a fraction in half of Python's usual precision, which is
    what Keras computes with. And each image gets a channel: `Conv2D` wants a last axis for the
    channels, even where there is just the grey one.

    Args:
        images: uint8, shape (N, H, W): N grey images. Leave them unchanged.

    Returns:
        float32, shape (N, H, W, 1), from 0 to 1.

    Example:
        >>> images = np.array([[[0, 51], [102, 255]]], dtype="uint8")
        >>> prepared = prepare_images(images)
        >>> prepared.shape
        (1, 2, 2, 1)
        >>> prepared[0, :, :, 0]
        array([[0. , 0.2],
               [0.4, 1. ]], dtype=float32)
    """
    raise NotImplementedError("prepare_images: scale the pixels and give every image a channel")


def compile_model(model: keras.Model) -> None:
    """Tell the model how to learn: with which loss, which optimiser and which metric.

    The label of an image says what it shows: here a whole number, the digit from 0 to 9.

    The loss is one number for how wrong the model is, and learning means making it smaller. For an
    image it is minus the logarithm of the probability that the model gave to the right digit:
    0.01 for a probability of 0.99, 0.69 for 0.5, and 4.6 for 0.01. Keras has this loss in two
    versions, for labels in two forms: whole numbers such as 3, and rows such as
    [0, 0, 0, 1, 0, 0, 0, 0, 0, 0]. Pick the one for whole numbers. The model's outputs have gone
    through softmax already, which is what both expect when nothing else is said.

    The optimiser is the rule by which the weights are changed after each batch. Keras has many,
    and most of them work with their usual settings. A few, such as Adagrad and Adadelta, then take
    steps so small that nothing is learned in so short a training.

    A metric is a number that is reported beside the loss, for people to read. Here it is
    "accuracy": the share of images whose digit was recognised.

    Args:
        model: a model that is not compiled, whose last layer is softmax.

    Returns:
        Nothing: the model itself is changed.

    Example:
        >>> from model import build_model
        >>> model = build_model()
        >>> compile_model(model)
        >>> model.compiled
        True
    """
    raise NotImplementedError("compile_model: choose optimiser, loss and metric")


def train(
    model: keras.Model,
    images: np.ndarray,
    labels: np.ndarray,
    validation_data: tuple[np.ndarray, np.ndarray],
    epochs: int = 5,
    batch_size: int = 32,
) -> keras.callbacks.History:
    """Let the model learn from the images.

    It learns batch by batch: the model answers for some images, the loss is worked out, and every
    weight is moved a little in the direction that makes the loss smaller. That is one step. An
    epoch is one round through all images: 70 images in batches of 32 are the three steps of
    32, 32 and 6 images.

    - There are exactly `epochs` epochs, and in each of them all images take part, also those of
      the last batch, which may be shorter than the others.
    - The order of the images is shuffled anew for each epoch, so that the model can't get used to
      it. (That is what Keras does when nothing else is said.)
    - The model is compiled already; leave that as it is.

    Validation data are images that the model is asked about after each epoch and never learns
    from. They show if it understands digits or only knows the training images by heart.

    The history is what Keras gives back when it has trained a model: an object whose own
    `history` lists, for every epoch, `loss` and `accuracy`, and the same for the validation data
    as `val_loss` and `val_accuracy`.

    Hidden tests let your function train a model that is compiled well, on some 1,300 handwritten
    digits for 5 epochs; of 500 digits that it has not seen, it has to recognise 0.90 afterwards.
    With your compile_model and a training that is right, it has to be 0.60.

    Args:
        model: a compiled model; it is changed.
        images: what prepare_images gives, shape (N, H, W, 1).
        labels: N whole numbers, the right digits.
        validation_data: a pair (images, labels) of the same kinds.
        epochs: how many epochs to train for.
        batch_size: images in a batch.

    Returns:
        The History.

    Example:
        >>> from helpers import data
        >>> from model import build_model
        >>> digits = data.load("digits")
        >>> model = build_model()
        >>> compile_model(model)
        >>> images, labels = prepare_images(digits.train_images[:64]), digits.train_labels[:64]
        >>> unseen = prepare_images(digits.test_images[:32]), digits.test_labels[:32]
        >>> history = train(model, images, labels, unseen, epochs=2)
        >>> sorted(history.history)
        ['accuracy', 'loss', 'val_accuracy', 'val_loss']
        >>> len(history.history["loss"])
        2
    """
    raise NotImplementedError("train: fit the model to the images")


def accuracy(model: keras.Model, images: np.ndarray, labels: np.ndarray) -> float:
    """Work out the share of images whose digit the model recognises.

    For each image the model gives a probability for every digit. Its answer is the digit with the
    largest one, and the answer is right when it is the label.

    Args:
        model: a compiled and trained model, whose last layer is softmax.
        images: what prepare_images gives.
        labels: the right digits, whole numbers.

    Returns:
        A float from 0 (none is right) to 1 (all are): 0.75 means three of four.

    Example:
        A model of nothing but softmax, which takes three numbers for an image. It answers with the
        place of the largest one: 0, 1, 2 and 2.

        >>> model = keras.Sequential([keras.Input((3,)), keras.layers.Softmax()])
        >>> compile_model(model)
        >>> images = np.array([[5.0, 1.0, 0.0], [0.0, 2.0, 1.0], [1.0, 0.0, 2.0], [0.0, 0.0, 3.0]])
        >>> accuracy(model, images, np.array([0, 1, 1, 2]))
        0.75
    """
    raise NotImplementedError("accuracy: work out the share of right predictions")
