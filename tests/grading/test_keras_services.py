"""Workers of the Keras exercises: what the kit does in them, and what learner code can do there."""

import textwrap
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from grading import locks
from grading.failures import CheckFailed, Crashed, LearnerFailure, Missing, Raised
from grading.fleet import Servers
from grading.kept import ACTIVATION_PROBE, LAYER_TYPES, Kept
from grading.learner import Learner

Make = Callable[..., Learner]

LAYERS: list[dict[str, Any]] = [
    {"shape": [4, 4, 1]},
    {"type": "Conv2D", "filters": 2, "kernel_size": 3, "activation": "relu"},
    {"type": "Flatten"},
    {"type": "Dense", "units": 3, "activation": "softmax"},
]
SHAPES = [(3, 3, 1, 2), (2,), (8, 3), (3,)]
WEIGHTS = [np.linspace(-1, 1, int(np.prod(shape)), dtype=np.float32).reshape(shape) for shape in SHAPES]
IMAGES = np.linspace(0, 1, 48, dtype=np.float32).reshape(3, 4, 4, 1)
LABELS = np.array([0, 2, 1])


@pytest.fixture(scope="module")
def servers() -> Iterator[Servers]:
    with Servers() as running:
        yield running


@pytest.fixture
def make(servers: Servers) -> Iterator[Make]:
    made: list[Learner] = []

    def learner(source: str, seed: int = 1, **more: str) -> Learner:
        files = {"model.py": source, **{f"{name}.py": text for name, text in more.items()}}
        encoded = {name: textwrap.dedent(text).encode() for name, text in files.items()}
        made.append(Learner(encoded, servers.doors, seed=seed, test_cpu_s=20.0, unsafe=False))
        made[-1].begin_test()
        return made[-1]

    yield learner
    for one in made:
        one.end()


def test_layers_go_by_the_names_that_keras_gives_them(make: Make) -> None:
    learner = make(
        """
        import keras
        def unknown(names):
            models = ("Sequential", "Functional")
            found = {name: getattr(keras.layers, name, None) for name in names if name not in models}
            return [name for name, layer in found.items() if getattr(layer, "__name__", None) != name]
        """
    )
    assert learner.model.unknown(sorted(LAYER_TYPES)) == []


def test_a_model_stays_in_the_worker_and_tells_what_it_is(make: Make) -> None:
    learner = make(
        """
        import keras
        from tensorflow.keras import layers
        def build():
            image = keras.Input((6, 5, 1))
            maps = layers.Conv2D(2, (3, 2), strides=(1, 2), padding="same", activation="tanh")(image)
            flat = layers.Flatten()(layers.MaxPooling2D(2, 1)(maps))
            return keras.Model(image, layers.Dense(3, use_bias=False)(layers.Dropout(0.5)(flat)))
        """
    )
    model = learner.model.build()
    assert isinstance(model, Kept)
    facts = model.facts()
    convolution, pooling, flatten, dropout, dense = facts.layers
    assert convolution.type == "Conv2D"
    assert convolution.settings["kernel_size"] == [3, 2]
    assert convolution.settings["strides"] == [1, 2]
    assert convolution.settings["padding"] == "same"
    assert convolution.activation is not None
    assert np.allclose(convolution.activation, np.tanh(ACTIVATION_PROBE), atol=1e-6)
    assert (pooling.settings["pool_size"], pooling.settings["strides"]) == ([2, 2], [1, 1])
    assert (flatten.output_shape, flatten.activation) == ((None, 20), None)
    assert dropout.settings["rate"] == 0.5
    assert (dense.settings["use_bias"], dense.parameters) == (False, 60)
    assert (facts.input_shape, facts.output_shape) == ((None, 6, 5, 1), (None, 3))
    assert (facts.parameters, facts.compiled) == (74, False)
    assert [values.shape for values in model.weights()] == [(3, 2, 1, 2), (2,), (20, 3)]
    assert set(locks.REQUIRED) <= set(learner.locks or ())


def test_a_model_that_was_not_built_yet_tells_what_it_can(make: Make) -> None:
    learner = make(
        "import keras\ndef build(): return keras.Sequential([keras.layers.Flatten(), keras.layers.Dense(3)])"
    )
    facts = learner.model.build().facts()
    assert [layer.type for layer in facts.layers] == ["Flatten", "Dense"]
    assert (facts.input_shape, facts.parameters) == (None, 0)


def test_a_placed_model_has_the_layers_and_weights_that_were_asked_for(make: Make) -> None:
    model = make("").model.place_model(LAYERS, WEIGHTS)
    facts = model.facts()
    assert [layer.type for layer in facts.layers] == ["Conv2D", "Flatten", "Dense"]
    assert facts.compiled is False
    for found, given in zip(model.weights(), WEIGHTS, strict=True):
        assert np.array_equal(found, given)
    assert np.allclose(model.predictions(IMAGES).sum(axis=1), 1, atol=1e-6)


def test_a_placed_model_is_what_the_learner_gets_and_changes(make: Make) -> None:
    learner = make(
        "def zero(model):\n model.set_weights([0 * w for w in model.get_weights()])\n return model"
    )
    model = learner.model.place_model(LAYERS, WEIGHTS)
    same = learner.model.zero(model)
    assert isinstance(same, Kept)
    for each in (model, same):
        assert not any(values.any() for values in each.weights())
    assert np.allclose(model.predictions(IMAGES), 1 / 3)
    model.set_weights(WEIGHTS)
    assert np.array_equal(same.weights()[0], WEIGHTS[0])


def test_plain_sgd_moves_every_weight_and_tells_its_loss(make: Make) -> None:
    learner = make(
        "def train(model, x, y): return model.fit(x, y, epochs=2, batch_size=3, verbose=0)\n"
        "def optimizer(model): return type(model.optimizer).__name__"
    )
    model = learner.model.place_model(LAYERS, WEIGHTS, 0.1)
    assert model.facts().compiled
    assert learner.model.optimizer(model) == "SGD"
    before = model.evaluation(IMAGES, LABELS)
    history = learner.model.train(model, IMAGES, LABELS).history()
    assert history.epochs == (0, 1)
    assert history.values["loss"][0] == pytest.approx(before["loss"], rel=1e-5)
    assert set(history.values) == set(before) == {"loss", "accuracy"}
    for found, given in zip(model.weights(), WEIGHTS, strict=True):
        assert not np.array_equal(found, given)
    model.fit(IMAGES, LABELS, 1, 3)
    assert model.evaluation(IMAGES, LABELS)["loss"] < history.values["loss"][1]


@pytest.mark.parametrize(("from_logits", "scores"), [(False, [[0.5, 0.25, 0.25]]), (True, [[2.0, 1.0, 1.0]])])
def test_the_loss_of_known_outputs_shows_for_what_they_are_taken(
    make: Make, from_logits: bool, scores: list[list[float]]
) -> None:
    """An evaluation does not: Keras looks behind the softmax that the model ends with."""
    learner = make(
        f"""
        import keras
        def compile_model(model):
            loss = keras.losses.SparseCategoricalCrossentropy(from_logits={from_logits})
            model.compile("sgd", loss)
        """
    )
    model = learner.model.place_model(LAYERS, WEIGHTS)
    learner.model.compile_model(model)
    outputs = np.array(scores, dtype=np.float32)
    probabilities = np.exp(outputs) / np.exp(outputs).sum() if from_logits else outputs
    right = -np.log(probabilities[0, 2])
    assert model.loss(outputs, np.array([2])) == pytest.approx(right, rel=1e-5)
    given = model.predictions(IMAGES)[np.arange(3), LABELS]
    assert model.evaluation(IMAGES, LABELS)["loss"] == pytest.approx(-np.log(given).mean(), rel=1e-5)


def test_optimizer_and_loss_can_be_arguments(make: Make) -> None:
    learner = make(
        "def rate(optimizer): return float(optimizer.learning_rate)\n"
        "def loss(loss_fn, y, p): return float(loss_fn(y, p))"
    )
    assert learner.model.rate(learner.model.place_optimizer(0.25)) == 0.25
    probabilities = np.array([[0.5, 0.25, 0.25]], dtype=np.float32)
    loss = learner.model.loss(learner.model.place_loss(), np.array([1]), probabilities)
    assert loss == pytest.approx(np.log(4), rel=1e-5)


def test_what_can_not_be_done_with_an_object_is_the_learners_failure(make: Make) -> None:
    learner = make("import keras\ndef build(): return keras.callbacks.History()")
    history = learner.model.build()
    with pytest.raises(Raised, match="After build, asking for the model's facts raised AttributeError"):
        history.facts()
    model = learner.model.place_model(LAYERS, WEIGHTS)
    with pytest.raises(LearnerFailure):
        model.set_weights(WEIGHTS[:2])
    with pytest.raises(LearnerFailure):
        model.evaluation(IMAGES, LABELS)


def test_a_file_that_is_absent_or_broken_keeps_nothing(make: Make) -> None:
    with pytest.raises(Missing, match=r"training.py is not in the submission"):
        make("").training.place_model(LAYERS, WEIGHTS)
    with pytest.raises(Raised, match="ZeroDivisionError"):
        make("1 / 0").model.place_model(LAYERS, WEIGHTS)


def test_objects_of_a_worker_that_ended_are_gone(make: Make) -> None:
    learner = make("import os\ndef leave(): os._exit(0)\ndef give(model): return model")
    model = learner.model.place_model(LAYERS, WEIGHTS)
    with pytest.raises(Crashed):
        learner.model.leave()
    other = learner.model.place_model(LAYERS, WEIGHTS)
    assert other.facts().parameters == 47
    with pytest.raises(Crashed, match="has ended meanwhile"):
        model.weights()


@pytest.mark.parametrize(
    "number",
    ["-1", "99", "2**70", "True", "'0'"],
)
def test_a_forged_handle_names_nothing_of_another(make: Make, number: str) -> None:
    """Where a worker says that it keeps what it does not, only its own learner loses."""
    learner = make(
        f"""
        import sys
        def build():
            frame = sys._getframe()
            while "Handle" not in frame.f_globals:
                frame = frame.f_back
            return frame.f_globals["Handle"]({number}, "Sequential")
        """
    )
    with pytest.raises(LearnerFailure):
        learner.model.build().weights()


def test_forged_services_are_answers_to_be_judged(make: Make) -> None:
    """Learner code may change the kit's own functions in its process; what they send is read as ever."""
    learner = make(
        """
        import keras, sys
        def build():
            frame = sys._getframe()
            while "desk" not in frame.f_locals:
                frame = frame.f_back
            services = frame.f_locals["kind"].services
            for name in list(services):
                services[name] = lambda *_: {"parameters": "all of them"}
            return keras.Sequential([keras.Input((2,)), keras.layers.Dense(1)])
        """
    )
    model = learner.model.build()
    for look in (model.facts, model.weights, model.history, lambda: model.predictions(IMAGES)):
        with pytest.raises(CheckFailed):
            look()


@pytest.mark.parametrize(
    "package", ["sklearn", "pytest", "jinja2", "ruff", "grading", "graders", "solutions"]
)
def test_what_learners_do_not_have_can_not_be_imported(make: Make, package: str) -> None:
    with pytest.raises(Raised, match="ModuleNotFoundError"):
        make(f"def build():\n import {package}").model.build()


@pytest.mark.parametrize(
    "module",
    [
        *(
            "keras",
            "tensorflow",
            "numpy",
            "helpers",
            "tensorflow.keras.layers",
            "keras.ops",
            "keras.datasets",
        ),
        *("keras.utils", "keras.callbacks", "numpy.testing", "concurrent.futures", "sqlite3"),
    ],
)
def test_what_learners_have_can_be_imported(make: Make, module: str) -> None:
    learner = make(f"import importlib\ndef build(): return importlib.import_module({module!r}).__name__")
    assert isinstance(learner.model.build(), str)


def test_own_modules_can_be_imported(make: Make) -> None:
    learner = make(
        "from convolution import SIZE\nimport net\ndef build(): return net.dense(SIZE)",
        convolution="SIZE = 3",
        net="import keras\ndef dense(n): return keras.Sequential([keras.Input((2,)), keras.layers.Dense(n)])",
    )
    assert learner.model.build().facts().output_shape == (None, 3)


@pytest.mark.parametrize(
    "path",
    [
        *("/etc/passwd", "/proc/self/environ", __file__),
        pytest.__file__,
        str(Path(__file__).parents[2] / "graders" / "network.py"),
    ],
)
def test_files_outside_are_out_of_reach(make: Make, path: str) -> None:
    assert Path(path).exists()
    with pytest.raises(Raised, match="FileNotFoundError"):
        make(f"def build(): return open({path!r}).read()").model.build()


def test_only_the_own_folder_can_be_written(make: Make, tmp_path: Path) -> None:
    learner = make(
        """
        import keras, os
        def save(folder):
            model = keras.Sequential([keras.Input((2,)), keras.layers.Dense(1)])
            model.save_weights(os.path.join(folder, "net.weights.h5"))
            return os.getcwd()
        """
    )
    assert not Path(learner.model.save(".")).is_relative_to(tmp_path)
    with pytest.raises(Raised, match="FileNotFoundError"):
        learner.model.save(str(tmp_path))
    assert list(tmp_path.iterdir()) == []


def test_random_numbers_are_the_seeds_own_but_for_tensorflows(make: Make) -> None:
    source = """
        import keras, numpy as np, random, tensorflow as tf
        def build():
            layer = keras.layers.Dense(2)
            layer.build((1, 2))
            return [float(layer.kernel[0, 0]), np.random.random(), random.random()]
        def tensorflows():
            return [float(tf.random.uniform(())), float(tf.random.uniform(()))]
    """
    first, again, other = (make(source, seed=seed) for seed in (1, 1, 2))
    numbers = first.model.build()
    assert numbers == again.model.build()
    assert all(one != another for one, another in zip(numbers, other.model.build(), strict=True))
    assert first.model.tensorflows() != again.model.tensorflows()


def test_what_a_learner_changes_in_keras_is_gone_in_the_next_worker(make: Make) -> None:
    spoil = "import keras\nkeras.layers.Dense.call = None\ndef build(): return 1"
    assert make(spoil).model.build() == 1
    assert make("").model.place_model(LAYERS, WEIGHTS).predictions(IMAGES).shape == (3, 3)


def test_a_library_that_nothing_loaded_before_can_be_imported(make: Make) -> None:
    """Python lists the folder of packages first: in the worker's root it is another than before."""
    learner = make(
        """
        import sys
        def build():
            known = "pygments" in sys.modules
            import pygments
            return known, pygments.__name__
        """
    )
    assert learner.model.build() == (False, "pygments")


def test_a_model_can_print_its_summary(make: Make) -> None:
    learner = make(
        """
        import keras
        def build():
            model = keras.Sequential([keras.Input((2,)), keras.layers.Dense(1)])
            lines = []
            model.summary(print_fn=lines.append)
            return "dense" in "".join(lines)
        """
    )
    assert learner.model.build() is True
