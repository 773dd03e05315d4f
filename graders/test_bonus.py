"""Hidden tests of custom_loop.py, 10 points on top of the 100.

The optimiser of `fit_by_hand` is the learner's own choice. So its tests ask what every optimiser leaves
behind, see `graders.pixels`.
"""

from typing import Any

import numpy as np
import pytest

from graders import loops, network, pixels
from graders.gradients import gradients
from graders.inputs import Array
from graders.loop_checks import after, as_float, check_one_step, epoch_losses, fit, mean_loss, saw_motion
from grading.failures import CheckFailed
from helpers.data import Dataset

ADAM = 0.0
"""What `place_optimizer` takes for Adam as Keras sets it."""
ADAMS_RATE = 1e-3
HARDLY_ANY = 1e-9
"""A learning rate at which weights stay where they are."""
USUAL = 1e-2
"""A learning rate for the network of `graders.pixels`."""
SMALL = 1e-4
"""A learning rate at which every optimiser makes the loss smaller in every step, however little."""


def noise(rng: np.random.Generator, count: int) -> tuple[Array, Array]:
    """Images of which no two pixels are alike, and their labels."""
    return rng.random((count, 28, 28, 1)).astype(np.float32), rng.integers(0, 10, count)


@pytest.mark.points(1)
def test_train_step_loss(learner: Any, rng: np.random.Generator) -> None:
    """What comes back is the batch's loss, a float: whichever loss it is."""
    before, (images, labels) = network.initial_weights(rng), noise(rng, 12)
    bonus = learner.custom_loop
    # A mean over the batch, then a sum.
    for summed, times in ((False, 1), (True, len(labels))):
        model = bonus.place_model(network.LAYERS, before)
        optimizer, loss_fn = bonus.place_optimizer(0.01), bonus.place_loss(summed)
        value = bonus.train_step(model, optimizer, loss_fn, images, labels)
        learner.saw("train_step", "kind", loops.kind_of(value))
        loss = as_float(value)
        right = [times * mean_loss(weights, images, labels) for weights in (before, after(model, before))]
        told = loops.told(loss, right, len(labels))
        learner.saw("train_step", "told", told, summed)
        if told is not loops.Told.ASKED:
            raise CheckFailed(f"gave {loss:.6g}, which is not the loss of the batch.")
    # Labels that are no whole numbers, with a loss that is made for them.
    shares = network.softmax(rng.normal(0, 2, (len(labels), 10))).astype(np.float32)
    model = bonus.place_model(network.LAYERS, before)
    optimizer, loss_fn = bonus.place_optimizer(0.01), bonus.place_loss(of_rows=True)
    loss = as_float(bonus.train_step(model, optimizer, loss_fn, images, shares))
    runs = [network.run(weights, images).probabilities for weights in (before, after(model, before))]
    if not np.isclose(loss, [-(shares * np.log(run)).sum(axis=1).mean() for run in runs], rtol=1e-4).any():
        raise CheckFailed(f"gave {loss:.6g}, which is not what the given loss says of the batch.")


@pytest.mark.points(2)
def test_train_step_moves_the_weights(learner: Any, rng: np.random.Generator) -> None:
    """All weights move by one step of the optimiser, along the gradient of the batch's loss."""
    rate, before, batch = 0.3, network.initial_weights(rng), noise(rng, 12)
    bonus = learner.custom_loop
    model = bonus.place_model(network.LAYERS, before)
    loss = bonus.train_step(model, bonus.place_optimizer(rate), bonus.place_loss(), *batch)
    check_one_step(learner, before, after(model, before), batch, rate, loss)


@pytest.mark.points(1)
def test_train_step_again(learner: Any, rng: np.random.Generator) -> None:
    """Step after step, every batch moves the weights, with the optimiser that is given and no other."""
    rate, weights = 0.4, network.initial_weights(rng)
    bonus = learner.custom_loop
    model = bonus.place_model(network.LAYERS, weights, 0.01)
    optimizer, loss_fn = bonus.place_optimizer(rate), bonus.place_loss()
    for count in (7, 2, 4):
        before, batch = weights, noise(rng, count)
        loss = bonus.train_step(model, optimizer, loss_fn, *batch)
        weights = after(model, before)
        check_one_step(learner, before, weights, batch, rate, loss)
    # Fine-tuning leaves some layers as they are.
    frozen = [{**layer, "trainable": layer.get("units") != 128} for layer in network.LAYERS[1:]]
    before, batch = network.initial_weights(rng), noise(rng, 6)
    model = bonus.place_model([network.LAYERS[0], *frozen], before)
    bonus.train_step(model, bonus.place_optimizer(rate), loss_fn, *batch)
    for old, new in zip(before, after(model, before), strict=True):
        if old.shape[-1] == 128 and not np.array_equal(old, new):
            raise CheckFailed("moved the weights of a layer that is not to be trained.")
    # Optimisers with a memory of their own, each for its own model.
    for _ in range(2):
        before, batch = network.initial_weights(rng), noise(rng, 5)
        model, adam = bonus.place_model(network.LAYERS, before), bonus.place_optimizer(ADAM)
        bonus.train_step(model, adam, loss_fn, *batch)
        for old, new, gradient in zip(before, after(model, before), gradients(before, *batch), strict=True):
            # Its first step is as long as its rate, however steep it is (Kingma and Ba, 2015, section 2.1).
            steep = np.abs(gradient) > 1e-3 * np.abs(gradient).max()
            steps = (new.astype(np.float64) - old)[steep] / -np.sign(gradient[steep])
            if not np.isclose(np.median(steps), ADAMS_RATE, rtol=0.1):
                raise CheckFailed("moved the weights in another way than one step of Adam, which was given.")


@pytest.mark.trains
@pytest.mark.points(1)
def test_fit_by_hand_losses(learner: Any, rng: np.random.Generator) -> None:
    """A list comes back with the mean loss of each epoch, in which the last short batch has its part."""
    batch_size, full_batches, epochs = 4, 3, 3
    count = batch_size * full_batches + 1
    used, labels = rng.permutation(784)[:count], rng.integers(0, 10, count)
    images = pixels.images_of(used)
    before = [rng.normal(0, 2, values.shape).astype(np.float32) for values in pixels.undecided()]
    weights, value = fit(learner, before, images, labels, epochs, batch_size, HARDLY_ANY)
    given = epoch_losses(learner, value, epochs)
    pace = loops.pace_of(before, weights, used)
    learner.saw("fit_by_hand", "pace", pace)
    if pace is not loops.Pace.TINY:
        raise CheckFailed("moved the weights far more than its learning_rate allows.")
    # The loss is the same all the time, so only two things are open: whether the mean is over images or over
    # batches, and then, which image is alone in the last batch.
    losses = pixels.losses(before, images, labels)
    learner.saw("fit_by_hand", "may_tell", True, np.array(given), losses, batch_size)
    over_batches = ((losses.sum() - losses) / batch_size + losses) / (full_batches + 1)
    for number, loss in enumerate(given, 1):
        if not np.isclose(loss, [losses.mean(), *over_batches], rtol=1e-4).any():
            raise CheckFailed(
                f"gave {loss:.6g} for epoch {number}, which is not the mean loss of its batches."
            )
    epoch_losses(learner, fit(learner, before, images, labels)[1], 1)


@pytest.mark.trains
@pytest.mark.points(1)
def test_fit_by_hand_every_image(learner: Any, rng: np.random.Generator) -> None:
    """Every image is learned from in an epoch, those of the last short batch too."""
    for count, batch_size in [(13, 4), (9, 8)]:
        used = rng.permutation(784)[:count]
        before, images, labels = pixels.undecided(), pixels.images_of(used), rng.integers(0, 10, count)
        weights, value = fit(
            learner, before, images, labels, epochs=1, batch_size=batch_size, learning_rate=USUAL
        )
        moves = pixels.diary(weights, used)
        left_out = int((~moves.any(axis=1)).sum())
        saw_motion(learner, moves, value, count, batch_size)
        if left_out < count:
            learner.saw("fit_by_hand", "left_out", left_out, count, batch_size)
        if left_out:
            raise CheckFailed(f"learned nothing from {left_out} of {count} images in an epoch.")
        # An image raises one output and lowers the nine others, whatever label it was shown with.
        raised = loops.raised(moves)
        learner.saw("fit_by_hand", "raised", raised)
        if raised is not loops.Raised.FEW:
            raise CheckFailed("moved the weights in another way than learning from these images does.")


@pytest.mark.trains
@pytest.mark.points(1)
def test_fit_by_hand_labels(learner: Any, rng: np.random.Generator) -> None:
    """However the images are shuffled, each keeps its own label."""
    count = 24
    used, labels = rng.permutation(784)[:count], rng.permutation(np.arange(count) % 10)
    before = pixels.undecided()
    weights, value = fit(
        learner, before, pixels.images_of(used), labels, epochs=2, batch_size=8, learning_rate=USUAL
    )
    moves = pixels.diary(weights, used)
    saw_motion(learner, moves, value, count, 8)
    # The one output that an image speaks for more than before is that of its label.
    taught = loops.taught(moves, labels)
    if moves.any():
        learner.saw("fit_by_hand", "taught", taught)
    if taught is not loops.Taught.OWN:
        raise CheckFailed("taught the model other labels than the images have.")


@pytest.mark.trains
@pytest.mark.points(1)
def test_fit_by_hand_steps(learner: Any, rng: np.random.Generator) -> None:
    """There is a step for each batch of the size that is asked for, and a round of them for each epoch."""
    label = int(rng.integers(0, 10))
    pixel = int(rng.integers(0, 784))

    # With copies of one image all steps are alike, in whatever order, and only their number matters.
    def moved(copies: int, **settings: Any) -> float:
        images, labels = pixels.images_of(np.full(copies, pixel)), np.full(copies, label)
        weights, value = fit(learner, pixels.undecided(), images, labels, **settings)
        moves = pixels.diary(weights, np.array([pixel]))
        saw_motion(learner, moves, value, copies, settings.get("batch_size", 32))
        if moves.any():
            learner.saw("fit_by_hand", "raised", loops.raised(moves, few=1))
        return float(moves[0, label])

    def moved_by(copies: int, batch_size: int, epochs: int = 1) -> float:
        return moved(copies, epochs=epochs, batch_size=batch_size, learning_rate=USUAL)

    def are_alike(first: tuple[int, int, int], second: tuple[int, int, int], rtol: float) -> bool:
        alike = bool(np.isclose(motion[first], motion[second], rtol=rtol))
        learner.saw("fit_by_hand", "are_alike", alike, first, second)
        return alike

    # Copies, batch size and epochs.
    once, thrice, thrice_with_a_short_one, twice = (12, 12, 1), (3, 1, 1), (11, 4, 1), (12, 12, 2)
    motion = {way: moved_by(*way) for way in (once, thrice, thrice_with_a_short_one)}
    if not motion[once] or are_alike(once, thrice, rtol=1e-2):
        raise CheckFailed("made as many steps in an epoch of three batches as in an epoch of one.")
    if not are_alike(thrice, thrice_with_a_short_one, rtol=1e-3):
        raise CheckFailed(
            "made another number of steps in an epoch of three batches where the last one is short."
        )
    motion[twice] = moved_by(*twice)
    if are_alike(once, twice, rtol=1e-2):
        raise CheckFailed("made as many steps in two epochs as in one.")
    # What is not asked for is as promised: 32 images in a batch, a rate of 0.001.
    usual = moved(32)
    if not np.isclose(usual, moved(32, batch_size=32, learning_rate=1e-3), rtol=1e-2):
        raise CheckFailed(
            "made another step of 32 images when no batch_size and learning_rate were asked for."
        )
    if np.isclose(usual, moved(33), rtol=1e-2):
        raise CheckFailed("made one step of 33 images when no batch_size was asked for.")


@pytest.mark.trains
@pytest.mark.points(1)
def test_fit_by_hand_shuffles(learner: Any, rng: np.random.Generator) -> None:
    """The order of the images is drawn anew for every epoch."""
    pairs, epochs = 100, 7
    # Two images to a pixel, with different labels, and one image more. All but one fill the first batch.
    used = rng.permutation(784)[: pairs + 1]
    first, second = rng.permutation(10)[:2]
    which = rng.permutation(2 * pairs + 1)
    images, labels = pixels.images_of(used[which // 2]), np.where(which % 2, first, second)
    weights, value = fit(
        learner, pixels.undecided(), images, labels, epochs=epochs, batch_size=2 * pairs, learning_rate=USUAL
    )
    moves = pixels.diary(weights, used)[:pairs]
    saw_motion(learner, moves, value, len(images), 2 * pairs)
    # What an image is shown with rises above all else; only pairs that were torn apart may be an exception.
    which_rose = loops.raised_both(moves, (first, second), tolerated=epochs)
    if moves.any():
        learner.saw("fit_by_hand", "may_raise", True, which_rose)
    if which_rose is not loops.Raised.FEW:
        raise CheckFailed("moved the weights in another way than learning from these images does.")
    rows = np.sort(moves[:, [first, second]], axis=1)
    # A pair that was never torn apart has moved like all such pairs. In a fixed order those are all but one,
    # of whom an image is alone in every epoch. Drawn anew, the chance of it is 100 * (3 / 201) ** 7 = 2e-11.
    lone = loops.alone(rows, last=int(which[-1] // 2))
    learner.saw("fit_by_hand", "may_come_in", True, lone, len(images), 2 * pairs, epochs)
    if lone is not loops.Alone.ANY:
        raise CheckFailed("put the same images into a batch together in every epoch.")


@pytest.mark.trains
@pytest.mark.points(1)
def test_fit_by_hand_learns(learner: Any, rng: np.random.Generator, dataset: Dataset) -> None:
    """The lesson's network learns with it: all its weights move, and the loss falls."""
    drawn = rng.permutation(len(dataset.train_images))[:32]
    images = (dataset.train_images[drawn] / np.float32(255))[..., None]
    labels = dataset.train_labels[drawn].astype(np.int64)
    before = network.initial_weights(rng)
    model = learner.custom_loop.place_model(network.LAYERS, before)
    value = learner.custom_loop.fit_by_hand(
        model, images, labels, epochs=2, batch_size=8, learning_rate=SMALL
    )
    weights = after(model, before)
    start, end = mean_loss(before, images, labels), mean_loss(weights, images, labels)
    has_moved = any(not np.array_equal(new, old) for old, new in zip(before, weights, strict=True))
    learner.saw("fit_by_hand", "motion", loops.motion_of(has_moved, value, start), 32, 8)
    if any(np.array_equal(new, old) for old, new in zip(before, weights, strict=True)):
        raise CheckFailed("left the weights of some layers as they were.")
    # The loss is not a number where weights are so large that nothing can be computed with them.
    learner.saw("fit_by_hand", "may_fall", True, end < start)
    if not end < start:
        raise CheckFailed("left the model with a loss that is no smaller than before.")
