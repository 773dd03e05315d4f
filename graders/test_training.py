"""Hidden tests of training.py, 20 points."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from graders import network, pixels
from graders.audits import BATCH, EPOCHS, IMAGES, STEPS, patterns
from graders.compiling import evaluation, known_outputs, own_compile, sure_of_itself
from graders.inputs import Array
from graders.ledger import RATE
from graders.traces import Order, Validated
from graders.trainings import Trainings
from grading.checking import check, check_unchanged, describe
from grading.failures import CheckFailed, Raised
from grading.kept import Kept
from helpers.data import Dataset


@pytest.fixture(scope="module")
def trainings(learner: Any, rng_of: Callable[[str], np.random.Generator], dataset: Dataset) -> Trainings:
    """The trainings that tests share."""
    return Trainings(learner, rng_of, dataset)


def photos(rng: np.random.Generator, *shape: int) -> Array:
    """Grey photos, uint8, with the darkest and the brightest pixel in each."""
    images = rng.integers(0, 256, size=shape, dtype=np.uint8)
    images[:, 0, 0], images[:, -1, -1] = 0, 255
    return images


def given(value: object, count: int) -> Array:
    """An array of so many numbers, whatever its shape and dtype."""
    if not isinstance(value, np.ndarray) or value.size != count:
        raise CheckFailed(f"gave {describe(value)}; an array with a number for every pixel is asked for.")
    return value


@pytest.mark.points(1)
def test_prepare_images_range(learner: Any, rng: np.random.Generator) -> None:
    """Pixels from 0 to 255 become numbers from 0 to 1."""
    # All but the first are dark: what is divided by the brightest pixel at hand comes out too bright.
    dark = [photos(rng, 3, 9, 9) // 4, photos(rng, 2, 6, 5) // 255, np.zeros((2, 3, 4), dtype=np.uint8)]
    for images in (photos(rng, 5, 8, 8), *dark):
        value = given(learner.training.prepare_images(images), images.size)
        learner.saw("prepare_images", "pixels", value.ravel(), images)
        check(value.ravel(), close_to=images.ravel() / 255)


@pytest.mark.points(1)
def test_prepare_images_dtype(learner: Any, rng: np.random.Generator) -> None:
    """Prepared images are float32, the number type that Keras computes in."""
    images = photos(rng, 4, 7, 7)
    value = given(learner.training.prepare_images(images), images.size)
    learner.saw("prepare_images", "number_type", str(value.dtype))
    if value.dtype != np.float32:
        raise CheckFailed(f"gave {describe(value)}; the right dtype is float32.")


@pytest.mark.points(1)
def test_prepare_images_shape(learner: Any, rng: np.random.Generator) -> None:
    """Prepared images have a channel axis at the end, whatever their number and size."""
    for shape in [(6, 28, 28), (1, 5, 9), (4, 12, 3), (3, 7, 1), (5, 5, 5), (1, 1, 1)]:
        images = photos(rng, *shape)
        value = given(learner.training.prepare_images(images), images.size)
        learner.saw("prepare_images", "shape", value.shape, images)
        if value.shape != (*shape, 1):
            raise CheckFailed(
                f"gave {describe(value)}; the right shape is the images' own with one more axis, of length 1."
            )


@pytest.mark.points(1)
def test_prepare_images_argument(learner: Any, rng: np.random.Generator) -> None:
    """Preparing images leaves the photos that were given as they are."""
    images = photos(rng, 3, 6, 8)
    call = learner.training.prepare_images.observe(images.copy())
    is_given_back = np.array_equal(given(call.value, images.size), images)
    kept = "kept" if np.array_equal(call.arguments[0], images) else "changed"
    learner.saw("prepare_images", "argument", "given back" if is_given_back else kept, images)
    if is_given_back:
        raise CheckFailed("gave the photos back as they were; who prepares nothing changes nothing.")
    check_unchanged(call.arguments[0], images)


@pytest.mark.points(1)
def test_compile_model_loss(learner: Any, rng: np.random.Generator) -> None:
    """The loss fits labels that are whole numbers, and a network that ends with softmax."""
    with own_compile(learner, rng) as own:
        loss = evaluation(learner, "loss", own).get("loss")
        learner.saw("compile_model", "loss", loss, own.probabilities, own.labels)
        right = float(network.cross_entropy(own.probabilities, own.labels).mean())
        if loss is None or not np.isclose(loss, right, rtol=1e-3):
            raise CheckFailed(
                "sets a loss that gives another number than the cross-entropy of labels which are whole "
                "numbers."
            )
        outputs, labels = known_outputs(rng)
        right = float(network.cross_entropy(outputs, labels).mean())
        if not np.isclose(own.model.loss(outputs, labels), right, rtol=1e-3):
            raise CheckFailed(
                "sets a loss that takes the network's outputs for something else than probabilities."
            )
        # An optimiser that has moved one model's weights can't move another's: each needs its own.
        own.model.fit(own.images[:8], own.labels[:8], 1, 8)


@pytest.mark.points(1)
def test_compile_model_metric(learner: Any, rng: np.random.Generator) -> None:
    """The model is told to report its accuracy."""
    with own_compile(learner, rng) as own:
        measured = evaluation(learner, "metrics", own)
        learner.saw("compile_model", "metrics", tuple(sorted(measured)))
        if "accuracy" not in measured:
            names = ", ".join(name[:30] for name in measured)
            raise CheckFailed(f"sets no metric called accuracy; the model reports: {names}.")
        right = float((own.probabilities.argmax(axis=1) == own.labels).mean())
        if not np.isclose(measured["accuracy"], right, atol=1e-3):
            raise CheckFailed("sets a metric called accuracy that is not the share of right predictions.")


@pytest.mark.trains
@pytest.mark.points(2)
def test_train_epochs_and_batches(trainings: Trainings) -> None:
    """A training has as many steps as its epochs and batches ask for, the last short batch included."""
    audit = trainings.readable()
    trainings.saw("may_step_so", True, audit.traces, EPOCHS, BATCH)
    if abs(audit.steps - STEPS) > 0.5:
        raise CheckFailed(
            f"made {audit.steps:.1f} steps' worth of learning where {STEPS} were right: "
            f"{EPOCHS} epochs of {STEPS // EPOCHS} batches, the last one short."
        )
    if abs(audit.usual_share * BATCH - EPOCHS) > 0.1:
        raise CheckFailed(f"made {STEPS} steps' worth of learning, but not from batches of {BATCH} images.")
    # Whoever learned from other images, or made other steps, has lost points for that.
    for brief in trainings.brief_trainings() if audit.clean else ():
        trainings.saw("brief_steps", round(brief.steps), brief.images, brief.epochs, brief.batch_size)
        if not brief.is_right:
            raise CheckFailed(
                "made another number of steps than it should with few images: where batches come out even, "
                "one image is left over or all fit into one batch; or where nothing was said of the size of "
                "batches."
            )


@pytest.mark.trains
@pytest.mark.points(1)
def test_train_every_image(trainings: Trainings) -> None:
    """Every image is learned from in every epoch."""
    audit = trainings.readable()
    trainings.saw("may_leave_out", True, audit.traces, EPOCHS, BATCH)
    left_out = int((audit.shares < 0.75 * audit.usual_share).sum())
    if left_out:
        raise CheckFailed(
            f"learned from {left_out} of {len(audit.shares)} images less often than from the others."
        )


@pytest.mark.trains
@pytest.mark.points(2)
def test_train_never_from_validation(trainings: Trainings) -> None:
    """The validation images are looked at and never learned from."""
    audit = trainings.readable()
    learned = audit.learned_from_validation
    trainings.saw("may_learn_validation", True, learned, audit.traces)
    if learned:
        raise CheckFailed(f"learned from {learned} of {len(audit.validation_shares)} validation images.")


@pytest.mark.trains
@pytest.mark.points(1)
def test_train_shuffles(trainings: Trainings) -> None:
    """The images are shuffled anew for every epoch, and never come in the order they were given in."""
    audit = trainings.readable()
    trainings.saw("may_come_in", True, audit.order, IMAGES, BATCH)
    if audit.order is Order.SAME_AGAIN:
        raise CheckFailed("showed the images in the same order in every epoch; shuffle them anew for each.")
    if audit.order is not Order.SHUFFLED:
        raise CheckFailed("showed the images in the order in which they were given, in every epoch.")


@pytest.mark.trains
@pytest.mark.points(1)
def test_train_history(trainings: Trainings) -> None:
    """What comes back is the fit's History: loss and accuracy of every epoch, validation images too."""
    audit = trainings.audit()
    trainings.saw("gave_history", audit.gave_history)
    history = audit.history()
    if audit.clean:
        trainings.saw("recorded", len(history.epochs), EPOCHS)
        if len(history.epochs) != EPOCHS:
            raise CheckFailed(f"gave a History of {len(history.epochs)} epochs after a training of {EPOCHS}.")
    keys = ("loss", "accuracy", "val_loss", "val_accuracy")
    trainings.saw("missing", tuple(key for key in keys if not history.values.get(key)))
    last = {}
    for key in keys:
        values = history.values.get(key)
        if not values:
            raise CheckFailed(
                f"gave a History without {key}; it has: {', '.join(map(str, history.values))[:100]}."
            )
        if len(values) != len(history.epochs):
            raise CheckFailed(
                f"gave a History with {len(values)} values of {key} for {len(history.epochs)} epochs."
            )
        last[key] = values[-1]
    validated = audit.validated(last["loss"], (last["val_loss"], last["val_accuracy"]))
    trainings.saw("measured_on", validated)
    if validated is not Validated.VALIDATION:
        raise CheckFailed(
            "gave a History whose numbers are not those of the model on the images that were given."
        )


@pytest.mark.points(2)
def test_accuracy_share(learner: Any, rng: np.random.Generator) -> None:
    """Accuracy is the share of images that the model reads rightly, from 0 to 1."""
    weights = sure_of_itself(rng)
    model = learner.training.place_model(network.LAYERS, weights, RATE)
    images = patterns(rng, 24)
    probabilities = network.run(weights, images).probabilities
    read = probabilities.argmax(axis=1)
    cases = []
    # Not 12, half of them: of a half, the share of mistakes is no other.
    for right in rng.choice(np.r_[1:12, 13:24], size=3, replace=False):
        labels = read.copy()
        labels[right:] = (labels[right:] + rng.integers(1, 10, len(labels) - right)) % 10
        order = rng.permutation(len(labels))
        cases.append((probabilities[order], images[order], labels[order], right / len(labels)))
    check_shares(learner, model, cases)


def check_shares(learner: Any, model: Kept, cases: list[tuple[Array, Array, Array, float]]) -> None:
    """Check what the learner's function gives for some images, all of them asked before any is judged.

    Args:
        learner: the learner's modules.
        model: the model that it is asked about.
        cases: for each the probabilities that the model gives, images, labels, and the right share.
    """
    values: list[Any] = []
    failure = None
    for _, images, labels, _ in cases:
        try:
            values.append(learner.training.accuracy(model, images, labels))
        except Raised as raised:
            failure = raised
            break
    outcome = (*values, *([failure.type_name] if failure is not None else []))
    asked = tuple((probabilities, labels) for probabilities, _, labels, _ in cases)
    learner.saw("accuracy", "shares", outcome, asked, outcome[0])
    for value, (*_, share) in zip(values, cases, strict=False):
        check(value, close_to=share)
    if failure is not None:
        raise failure


@pytest.mark.points(1)
def test_accuracy_any_number(learner: Any, rng: np.random.Generator) -> None:
    """All right, none right, a single image, a number that fills no batch: each has its share."""
    weights = sure_of_itself(rng)
    model = learner.training.place_model(network.LAYERS, weights, RATE)
    images = patterns(rng, 37)
    probabilities = network.run(weights, images).probabilities
    read = probabilities.argmax(axis=1)
    count = int(rng.integers(11, 30))
    right = int(rng.integers(1, count))
    cases = [
        (read, 37, 1.0),
        ((read + 1) % 10, 5, 0.0),
        (read, 1, 1.0),
        (np.where(np.arange(37) < right, read, (read + 3) % 10), count, right / count),
    ]
    few = [(probabilities[:asked], images[:asked], labels[:asked], share) for labels, asked, share in cases]
    check_shares(learner, model, few)
    # Many, with labels as a data set keeps them; a mean over batches forgets that the last one is short.
    weights = [rng.normal(0, 1, values.shape).astype(np.float32) for values in pixels.undecided()]
    model = learner.training.place_model(pixels.LAYERS, weights, RATE)
    used = rng.permutation(784)[: int(rng.integers(600, 760))]
    scores = weights[0][used] + weights[1]
    read = scores.argmax(axis=1)
    labels = np.where(np.arange(len(used)) < rng.integers(200, 500), read, (read + 1) % 10).astype(np.uint8)
    share = float((labels == read).mean())
    check_shares(learner, model, [(network.softmax(scores), pixels.images_of(used), labels, share)])
    # A network that tells three classes apart.
    *same, last = pixels.LAYERS
    model = learner.training.place_model([*same, {**last, "units": 3}], [w[..., :3] for w in weights], RATE)
    scores = weights[0][used, :3] + weights[1][:3]
    share = float((labels % 3 == scores.argmax(axis=1)).mean())
    check_shares(learner, model, [(network.softmax(scores), pixels.images_of(used), labels % 3, share)])


# Last, so that the audit has been made before: one training can then serve both.
@pytest.mark.trains
@pytest.mark.points(2)
def test_compile_model_learns(trainings: Trainings) -> None:
    """With your optimiser and loss the network learns: 60 % of unseen digits after five epochs."""
    trainings.check_own_compile()


@pytest.mark.trains
@pytest.mark.points(2)
def test_train_learns(trainings: Trainings) -> None:
    """After your training, the network reads 90 % of unseen digits rightly."""
    trainings.check_own_train()
