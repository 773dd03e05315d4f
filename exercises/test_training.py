"""Visible checks of training.py.

`training` is your file, `case` holds a check's numbers: the inputs, and the `expected` result. The probes
hold images that can be told apart, and a model that notes which of them it is shown: so a check can say what
your training did. The last check trains for real, which takes seconds.
"""

from helpers.accuracy_checks import check_share
from helpers.checks import check, check_unchanged
from helpers.compile_checks import check_loss, check_metric, check_recognises
from helpers.model_checks import own_or_plain_network
from helpers.probes import AnswersProbe, CompileProbe, FitProbe
from helpers.training_checks import check_history, check_order, check_steps, check_validation


def test_prepare_images_scale(training, case):
    """Pixels from 0 to 255 become float32 numbers from 0 to 1, and each image gets a channel."""
    check(training.prepare_images(case.images), case.expected, dtype="float32")


def test_prepare_images_dark(training, case):
    """The same rule holds for dark images: 51 is 0.2, whatever the brightest pixel is."""
    answer = training.prepare_images(case.images)
    check(answer, case.expected, dtype="float32")
    check_unchanged(answer)


def test_compile_model_loss(training):
    """The loss fits probabilities and labels that are whole numbers."""
    probe = CompileProbe([[0.7, 0.2, 0.1], [0.1, 0.4, 0.5], [0.25, 0.25, 0.5], [0.6, 0.3, 0.1]])
    check_loss(training.compile_model(probe.model), probe, labels=[0, 1, 2, 0])


def test_compile_model_metric(training):
    """The accuracy is reported."""
    probe = CompileProbe([[0.7, 0.2, 0.1], [0.1, 0.4, 0.5], [0.25, 0.25, 0.5], [0.6, 0.3, 0.1]])
    check_metric(training.compile_model(probe.model), probe, labels=[0, 1, 2, 0], expected=0.75)


def test_train_steps(training):
    """Every image is learned from once an epoch, in batches of `batch_size`; the last may be shorter."""
    probe = FitProbe(images=23, validation=6)
    answer = training.train(
        probe.model, probe.images, probe.labels, probe.validation_data, epochs=2, batch_size=5
    )
    check_steps(answer, probe, epochs=2, batch_size=5)


def test_train_usual_arguments(training):
    """When nothing is said, there are 5 epochs and 32 images in a batch."""
    probe = FitProbe(images=70, validation=6)
    answer = training.train(probe.model, probe.images, probe.labels, probe.validation_data)
    check_steps(answer, probe, epochs=5, batch_size=32)


def test_train_shuffles(training):
    """The images come in another order each epoch, and keep their labels."""
    probe = FitProbe(images=23, validation=6)
    answer = training.train(
        probe.model, probe.images, probe.labels, probe.validation_data, epochs=3, batch_size=4
    )
    check_order(answer, probe)


def test_train_validation(training):
    """The model is asked about the validation data, and never learns from them."""
    probe = FitProbe(images=12, validation=7)
    answer = training.train(
        probe.model, probe.images, probe.labels, probe.validation_data, epochs=2, batch_size=4
    )
    check_validation(answer, probe)


def test_train_history(training):
    """The History comes back, with loss and accuracy for each epoch and for both kinds of data."""
    probe = FitProbe(images=12, validation=6)
    answer = training.train(
        probe.model, probe.images, probe.labels, probe.validation_data, epochs=3, batch_size=4
    )
    check_history(answer, probe, epochs=3)


def test_accuracy_share(training):
    """The share of right answers: here 25 of 40."""
    probe = AnswersProbe(answers=[3] * 20 + [7] * 20)
    check_share(training.accuracy, probe, labels=[3] * 20 + [7] * 5 + [1] * 15)


def test_accuracy_nothing_right(training):
    """No answer is right."""
    probe = AnswersProbe(answers=[3, 7, 1, 3, 0, 5, 7, 2, 3, 9])
    check_share(training.accuracy, probe, labels=[4, 8, 2, 4, 1, 6, 8, 3, 4, 0])


def test_your_own_training(training, model, digits):
    """All your functions together: 5 epochs on 1,297 real digits, then 0.60 of 500 new ones are right.

    This takes your own network where it is ready, else a small one of the kit. Hidden tests ask for 0.90 of
    your train with a network that is compiled well, and for 0.60 of your compile_model with a training that
    is right.
    """
    images = training.prepare_images(digits.train_images).value
    unseen = training.prepare_images(digits.test_images).value
    network = own_or_plain_network(model)
    training.compile_model(network)
    training.train(network, images, digits.train_labels, (unseen, digits.test_labels))
    check_recognises(training.accuracy(network, unseen, digits.test_labels), network, at_least=0.60)
