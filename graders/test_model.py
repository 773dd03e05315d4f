"""Hidden tests of model.py, 20 points."""

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
import pytest

from graders import network
from graders.blueprint import Chosen, chosen, told, working
from graders.stack import Place, places
from grading.checking import check, describe
from grading.failures import CheckFailed, LearnerFailure, Raised
from grading.kept import Kept, ModelFacts

Shapes = list[tuple[int, ...]]


@pytest.mark.points(1)
def test_conv_parameters_grey_images(learner: Any, rng: np.random.Generator) -> None:
    """On grey images a filter has a weight for each pixel of its window, and one bias."""
    for _ in range(4):
        size, filters = (int(number) for number in rng.integers(2, 40, size=2))
        check(learner.model.conv_parameters(size, 1, filters), close_to=(size**2 + 1) * filters)


@pytest.mark.points(1)
def test_conv_parameters_channels(learner: Any, rng: np.random.Generator) -> None:
    """A filter has weights of its own for every channel, and still one bias."""
    for _ in range(4):
        size, channels, filters = (int(number) for number in rng.integers(2, 40, size=3))
        right = (size**2 * channels + 1) * filters
        check(learner.model.conv_parameters(size, channels, filters), close_to=right)


@pytest.mark.points(1)
def test_conv_parameters_smallest_and_large(learner: Any, rng: np.random.Generator) -> None:
    """Kernels of 1x1, a single filter, and layers with millions of weights are counted alike."""
    channels, filters = (int(number) for number in rng.integers(200, 3000, size=2))
    for size, inputs, outputs in [
        (1, channels, filters),
        (5, channels, 1),
        (1, 1, 1),
        (11, channels, filters),
    ]:
        right = (size**2 * inputs + 1) * outputs
        check(
            learner.model.conv_parameters(kernel_size=size, in_channels=inputs, filters=outputs),
            close_to=right,
        )


@pytest.mark.points(2)
def test_dense_parameters_count(learner: Any, rng: np.random.Generator) -> None:
    """A unit has a weight for every input, and one bias."""
    for _ in range(4):
        inputs, units = (int(number) for number in rng.integers(2, 3000, size=2))
        check(learner.model.dense_parameters(inputs, units), close_to=(inputs + 1) * units)


@pytest.mark.points(1)
def test_dense_parameters_smallest_and_large(learner: Any, rng: np.random.Generator) -> None:
    """One input, one unit, and layers as large as photos would need are counted alike."""
    inputs, units = (int(number) for number in rng.integers(3 * 10**4, 10**5, size=2))
    for n, m in [(1, 1), (1, units), (inputs, 1), (inputs, units)]:
        check(learner.model.dense_parameters(inputs=n, units=m), close_to=(n + 1) * m)


@pytest.fixture(scope="module")
def model(learner: Any) -> Kept:
    """The model that `build_model()` gives, built once for all tests."""
    return built(learner)


@pytest.fixture(scope="module")
def facts(model: Kept) -> ModelFacts:
    """What that model says of itself."""
    return model.facts()


@pytest.fixture(scope="module")
def usual_shapes(model: Kept) -> Shapes:
    """Shapes of its weights."""
    return shapes(model)


@pytest.fixture(scope="module")
def layers(
    model: Kept, facts: ModelFacts, usual_shapes: Shapes, rng_of: Callable[[str], np.random.Generator]
) -> tuple[Place, ...]:
    """Its layers beside the lesson's; whoever tells of the lesson's has to compute what these do."""
    found = places(facts.layers)
    if not any(place.problem() for place in found) and usual_shapes == list(network.WEIGHT_SHAPES):
        check_computes(model, rng_of("layers"))
    return found


@pytest.fixture(scope="module")
def beside(model: Kept) -> tuple[Place, ...]:
    """Its layers beside the lesson's, for the naming of mistakes; empty where it does not tell of them."""
    try:
        return places(model.facts().layers)
    except LearnerFailure:
        return ()


@pytest.fixture(scope="module")
def own(beside: tuple[Place, ...]) -> Chosen:
    """What it has where the lesson has something else."""
    return chosen(beside) if beside else Chosen()


def built(learner: Any, *arguments: Any, **keywords: Any) -> Kept:
    """What the learner's function builds."""
    value = learner.model.build_model(*arguments, **keywords)
    if not isinstance(value, Kept):
        raise wrong(f"gave {describe(value)}; a Keras model is asked for.")
    return value


def wrong(said: str) -> CheckFailed:
    """A failure of `build_model`, also in a test that uses what another has built."""
    failure = CheckFailed(said)
    failure.function = "build_model"
    return failure


def check_layer(learner: Any, layers: tuple[Place, ...], number: int, own: Chosen) -> None:
    """Check what the model has in the place of one of the lesson's layers."""
    learner.saw("build_model", "layer", told(layers, number), number, own)
    problem = layers[number - 1].problem()
    if problem:
        raise wrong(problem)


@pytest.mark.points(1)
def test_build_model_layer_1_conv2d(learner: Any, layers: tuple[Place, ...], own: Chosen) -> None:
    """The first layer is Conv2D: 32 filters of 3x3, then ReLU."""
    check_layer(learner, layers, 1, own)


@pytest.mark.points(1)
def test_build_model_layer_2_max_pooling(learner: Any, layers: tuple[Place, ...], own: Chosen) -> None:
    """The second layer is MaxPooling2D with windows of 2x2."""
    check_layer(learner, layers, 2, own)


@pytest.mark.points(1)
def test_build_model_layer_3_conv2d(learner: Any, layers: tuple[Place, ...], own: Chosen) -> None:
    """The third layer is Conv2D: 64 filters of 3x3, then ReLU."""
    check_layer(learner, layers, 3, own)


@pytest.mark.points(1)
def test_build_model_layer_4_max_pooling(learner: Any, layers: tuple[Place, ...], own: Chosen) -> None:
    """The fourth layer is MaxPooling2D with windows of 2x2."""
    check_layer(learner, layers, 4, own)


@pytest.mark.points(1)
def test_build_model_layer_5_flatten(learner: Any, layers: tuple[Place, ...], own: Chosen) -> None:
    """The fifth layer is Flatten."""
    check_layer(learner, layers, 5, own)


@pytest.mark.points(1)
def test_build_model_layer_6_dense(learner: Any, layers: tuple[Place, ...], own: Chosen) -> None:
    """The sixth layer is Dense: 128 units, then ReLU."""
    check_layer(learner, layers, 6, own)


@pytest.mark.points(1)
def test_build_model_layer_7_dense(learner: Any, layers: tuple[Place, ...], own: Chosen) -> None:
    """The last layer is Dense: a unit for each class, then softmax."""
    check_layer(learner, layers, 7, own)


@pytest.mark.points(1)
def test_build_model_output_shapes(
    learner: Any, facts: ModelFacts, layers: tuple[Place, ...], own: Chosen
) -> None:
    """An image of 28x28 grey pixels has the lesson's shape after every layer."""
    require_shape(learner, facts, (28, 28, 1))
    for place in layers:
        lesson = place.lesson
        has_shape = place.found is not None and place.found.output_shape is not None
        shown = place.found.output_shape if place.found is not None and has_shape else "nothing"
        learner.saw("build_model", "layer_shape", shown, lesson.number, own)
        if place.found is None:
            raise wrong(
                f"gave a model without layer {lesson.number} of the lesson, so this has no output shape."
            )
        shape = place.found.output_shape
        if shape is None or shape[1:] != lesson.output_shape:
            found = "not known" if shape is None else shape[1:]
            raise wrong(
                f"gave a model whose output shape in the place of layer {lesson.number} of the lesson is "
                f"{found}; the lesson's is {lesson.output_shape}."
            )


def require_shape(learner: Any, facts: ModelFacts, asked: tuple[int, ...]) -> None:
    """Fail where a model does not know what it will be given."""
    shown = facts.input_shape and facts.input_shape[1:]
    learner.saw("build_model", "input_shape", shown if facts.layers else "no layers", asked)
    if facts.input_shape is None:
        raise wrong(
            "gave a model that does not know the shape of its images. Put a keras.Input of that shape in "
            "front of the layers."
        )


@pytest.mark.points(1)
def test_build_model_parameters(learner: Any, facts: ModelFacts, usual_shapes: Shapes, own: Chosen) -> None:
    """The model has 225,034 weights and biases."""
    require_shape(learner, facts, (28, 28, 1))
    right, counted = (
        sum(math.prod(shape) for shape in each) for each in (network.WEIGHT_SHAPES, usual_shapes)
    )
    learner.saw("build_model", "parameters", counted, own)
    if counted != right:
        raise wrong(f"gave a model of {counted:,} weights and biases; the lesson's has {right:,}.")
    if facts.parameters != counted or sum(layer.parameters for layer in facts.layers) != counted:
        raise wrong("gave a model that counts other weights and biases than it has.")


@pytest.mark.points(1)
def test_build_model_softmax(
    learner: Any, model: Kept, rng: np.random.Generator, beside: tuple[Place, ...], own: Chosen
) -> None:
    """What the network gives are probabilities: the very ones that its weights and the seven layers make."""
    images = rng.random((4, 28, 28, 1)).astype(np.float32)
    given = model.predictions(images)
    are_probabilities = bool(np.all(given >= 0) and np.allclose(given.sum(axis=-1), 1, atol=1e-4))
    learner.saw("build_model", "outputs", (given.ndim, are_probabilities), own)
    if given.ndim != 2 or not are_probabilities:
        raise wrong(
            "gave a model whose outputs are no probabilities: none below 0, together 1 for each image."
        )
    found = shapes(model)
    learner.saw("build_model", "weight_shapes", tuple(found), (28, 28, 1), 10, own)
    if found != list(network.WEIGHT_SHAPES):
        raise wrong(
            "gave a model with other layers than the lesson's, so its outputs can't be those of the lesson."
        )
    # The first layer that computes something else says why all does.
    at_work = working(beside)
    for number, place in enumerate(at_work, 1):
        learner.saw("build_model", "working_layer", told(at_work, number), number, own)
        if place.problem():
            break
    check_computes(model, rng)


def check_computes(
    model: Kept,
    rng: np.random.Generator,
    input_shape: tuple[int, int, int] = (28, 28, 1),
    classes: int = 10,
) -> None:
    """Check what a model gives for images and weights that the judge has chosen."""
    images = rng.random((4, *input_shape)).astype(np.float32)
    weights = [
        values if values.ndim > 1 else rng.normal(0, 0.1, values.shape).astype(np.float32)
        for values in network.initial_weights(rng, weight_shapes(input_shape, classes))
    ]
    model.set_weights(weights)
    given, right = model.predictions(images), network.run(weights, images).probabilities
    if given.shape != right.shape or not np.allclose(given, right, rtol=1e-3, atol=1e-5):
        raise wrong(
            "gave a model that computes something else than the lesson's layers do with the same weights."
        )


def shapes(model: Kept) -> Shapes:
    """Shapes of a model's weights."""
    return [values.shape for values in model.weights()]


@pytest.mark.points(1)
def test_build_model_not_compiled(
    learner: Any, model: Kept, facts: ModelFacts, layers: tuple[Place, ...]
) -> None:
    """The model is left uncompiled: how it learns is chosen later."""
    if all(place.problem() for place in layers):
        raise wrong("gave a model with none of the lesson's layers in it.")
    learner.saw("build_model", "compiled", facts.compiled)
    if facts.compiled:
        raise wrong("gave a compiled model; leave the compiling to training.py.")
    # Else whoever is given the model next finds it compiled and trained.
    other_weights = [values + 1 for values in model.weights()]
    model.set_weights(other_weights)
    if any(map(np.array_equal, built(learner).weights(), other_weights)):
        raise wrong("gave the very model that it had given before; each call should build a new one.")


@dataclass(frozen=True)
class Maker:
    """Has the learner build further models.

    Attributes:
        learner: the learner's modules.
        usual_shapes: of the weights of the usual model.
        own: what that has chosen.
    """

    learner: Any
    usual_shapes: Shapes
    own: Chosen

    def check_made_for(
        self, input_shape: tuple[int, int, int], classes: int, /, *arguments: Any, **keywords: Any
    ) -> None:
        """Check that a model takes such images and tells so many classes apart.

        Whoever has other layers than the lesson's has lost points for that, and loses none here.
        """
        model = self._built(input_shape, classes, *arguments, **keywords)
        facts = model.facts()
        require_shape(self.learner, facts, input_shape)
        if facts.input_shape is None or facts.input_shape[1:] != input_shape:
            raise wrong(
                "was given another input_shape than the usual one, and gave a model for other images."
            )
        given = model.predictions(np.ones((2, *input_shape), dtype=np.float32))
        self.learner.saw("build_model", "classes", given.shape[-1], classes)
        if given.shape[-1:] != (classes,):
            raise wrong(
                "was given other sizes than the usual ones, and gave a model with another number of outputs."
            )
        if self.usual_shapes == list(network.WEIGHT_SHAPES):
            found = shapes(model)
            settings = (input_shape, classes, self.own)
            self.learner.saw("build_model", "weight_shapes", tuple(found), *settings)
            if found != weight_shapes(input_shape, classes):
                raise wrong("was given other sizes than the usual ones, and gave a model with other layers.")

    def _built(self, shape: tuple[int, int, int], classes: int, *arguments: Any, **keywords: Any) -> Kept:
        try:
            return built(self.learner, *arguments, **keywords)
        except Raised as raised:
            self.learner.saw("build_model", "builds", raised.type_name, shape, classes, self.own)
            raise


@pytest.fixture(scope="module")
def maker(learner: Any, usual_shapes: Shapes, own: Chosen) -> Maker:
    """Has the learner build further models."""
    return Maker(learner, usual_shapes, own)


@pytest.mark.points(1)
def test_build_model_image_sizes(maker: Maker, rng: np.random.Generator) -> None:
    """Images may be of another size than 28x28, and need not be square."""
    height, width = (int(side) for side in rng.choice(np.r_[14:28, 29:41], size=2, replace=False))
    maker.check_made_for((height, width, 1), 10, input_shape=(height, width, 1))
    maker.check_made_for((width, height, 1), 10, (width, height, 1))


@pytest.mark.points(1)
def test_build_model_colour_images(maker: Maker, rng: np.random.Generator) -> None:
    """Images may have several channels, as colour photos do."""
    channels = int(rng.integers(4, 9))
    maker.check_made_for((28, 28, 3), 10, (28, 28, 3))
    maker.check_made_for((28, 28, channels), 10, input_shape=(28, 28, channels))


@pytest.mark.points(1)
def test_build_model_classes(
    learner: Any, maker: Maker, rng: np.random.Generator, is_faultless: Callable[[str], bool]
) -> None:
    """There may be any number of classes, and each gets an output of its own."""
    few, many = (int(number) for number in rng.choice(np.r_[3:10, 11:40], size=2, replace=False))
    maker.check_made_for((28, 28, 1), 2, num_classes=2)
    maker.check_made_for((28, 28, 1), few, num_classes=few)
    maker.check_made_for((28, 28, 1), many, (28, 28, 1), many)
    if is_faultless("build_model"):
        for shape, classes in [((28, 28, 1), 2), ((19, 25, 3), few), ((10, 11, 2), many)]:
            check_computes(built(learner, shape, classes), rng, shape, classes)


def weight_shapes(input_shape: tuple[int, int, int], classes: int) -> Shapes:
    """Shapes of the weights of the lesson's layers for such images and so many classes."""
    *sides, channels = input_shape
    height, width = (((side - 2) // 2 - 2) // 2 for side in sides)
    first, *between, _, _, _, _ = network.WEIGHT_SHAPES
    return [
        (*first[:2], channels, first[3]),
        *between,
        (height * width * 64, 128),
        (128,),
        (128, classes),
        (classes,),
    ]
