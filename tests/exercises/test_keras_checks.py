"""What the visible checks of the Keras exercises say of right and wrong ways, all tried in one process."""

import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from helpers.exercises import EXERCISES
from tests.exercises.conftest import ROOT

KERAS_EXERCISES = [exercise for exercise in EXERCISES if not exercise.numpy_only]
FIT_CALL = (ROOT / "solutions" / "training.py").read_text("utf-8").partition("    return model.fit(")[2]
FIT_CALL = "    return model.fit(" + FIT_CALL.partition("    ### END")[0]


@dataclass(frozen=True)
class Way:
    """A solution in which one part is replaced.

    Attributes:
        module: which one.
        old: the part.
        new: what stands there instead.
        check: the visible check that looks at it.
        said: what it says; "" where the way is right.
    """

    module: str
    old: str
    new: str
    check: str
    said: str = ""

    @property
    def text(self) -> str:
        """The learner's file."""
        solution = (ROOT / "solutions" / f"{self.module}.py").read_text("utf-8")
        assert self.old in solution
        return solution.replace(self.old, self.new)


def model(old: str, new: str, check: str, said: str = "") -> Way:
    return Way("model", old, new, f"test_{check}", said)


def training(old: str, new: str, check: str, said: str = "") -> Way:
    return Way("training", old, new, f"test_{check}", said)


def fit(body: str, check: str, said: str = "") -> Way:
    return training(FIT_CALL, f"    {body}\n", f"train_{check}", said)


def loop(old: str, new: str, check: str, said: str = "") -> Way:
    return Way("custom_loop", old, new, f"test_{check}", said)


LOSS = 'loss="sparse_categorical_crossentropy"'
ARGUMENTS = "images, labels, validation_data=validation_data, epochs=epochs, batch_size=batch_size, verbose=0"
PIPELINE = (
    "import tensorflow as tf\n"
    "    pairs = tf.data.Dataset.from_tensor_slices((images, labels))\n"
    "    pairs = pairs.shuffle(len(images)).batch(batch_size).prefetch(2)\n"
    "    unseen = tf.data.Dataset.from_tensor_slices(validation_data).batch(batch_size)\n"
    "    return model.fit(pairs, epochs=epochs, validation_data=unseen, verbose=2)"
)
CALLBACKS = (
    "stop = keras.callbacks.EarlyStopping(patience=2)\n"
    "    slower = keras.callbacks.ReduceLROnPlateau(patience=1)\n"
    f"    return model.fit({ARGUMENTS}, callbacks=[stop, slower])"
)
JOINED = (
    "both = [np.concatenate(pair) for pair in zip((images, labels), validation_data)]\n"
    "    return model.fit(*both, validation_data=validation_data, epochs=epochs, batch_size=batch_size)"
)
ONCE = (
    "order = np.random.permutation(len(images))\n"
    "    return model.fit(images[order], labels[order], validation_data=validation_data, epochs=epochs,\n"
    "                     batch_size=batch_size, shuffle=False)"
)
GRAPH_STEP = (
    "    @tf.function\n"
    "    def step():\n"
    "        with tf.GradientTape() as tape:\n"
    "            loss = loss_fn(labels, model(images))\n"
    "        gradients = tape.gradient(loss, model.trainable_variables)\n"
    "        optimizer.apply_gradients(zip(gradients, model.trainable_variables))\n"
    "        return loss\n"
    "    return float(step())\n"
)

WAYS = {
    # Parameters.
    "weights only": model(
        "in_channels + 1) *", "in_channels) *", "conv_parameters_channels", "600\nexpected\n    608"
    ),
    "a bias a channel": model(
        "(kernel_size * kernel_size * in_channels + 1)",
        "(kernel_size * kernel_size + 1) * in_channels",
        "conv_parameters_channels",
        "624\nexpected\n    608",
    ),
    "a dense layer without biases": model(
        "(inputs + 1) * units", "inputs * units", "dense_parameters_photo", "8388608\nexpected\n    8388736"
    ),
    # The model.
    "functional": model(
        "    return models.Sequential(",
        "    inputs = keras.Input(input_shape, name='picture')\n    x = inputs\n    for layer in [\n"
        "        layers.Convolution2D(32, 3, activation=keras.activations.relu), layers.MaxPool2D(),\n"
        "        layers.Conv2D(64, (3, 3), activation='relu'), layers.MaxPool2D(), layers.Flatten(),\n"
        "        layers.Dense(128, 'relu'), layers.Dense(num_classes, 'softmax'),\n    ]:\n"
        "        x = layer(x)\n"
        "    return keras.Model(inputs, x)\n    return models.Sequential(",
        "build_model_layers",
    ),
    "a layer forgotten": model(
        "            layers.Flatten(),\n", "", "build_model_layers", "Likely cause: Flatten missing."
    ),
    "activations as layers": model(
        'layers.Dense(128, activation="relu")',
        "layers.Dense(128), layers.ReLU()",
        "build_model_layers",
        "own",
    ),
    "no input shape": model(
        "            keras.Input(shape=input_shape),\n", "", "build_model_output_shapes", "reaches no layer"
    ),
    "a fixed input shape": model(
        "(shape=input_shape)",
        "(shape=(28, 28, 1))",
        "build_model_other_arguments",
        "layer 1, Conv2D: (26, 26, 32)",
    ),
    "padding": model("(64, 3,", "(64, 3, padding='same',", "build_model_output_shapes", "lost at the border"),
    "too few filters": model("(32, 3,", "(16, 3,", "build_model_output_shapes", "number of filters"),
    "no bias": model("(64, 3,", "(64, 3, use_bias=False,", "build_model_total", "224,970 in all"),
    "no softmax": model(', activation="softmax"', "", "build_model_probabilities", "is not softmax"),
    "sigmoid": model(
        'activation="softmax"', 'activation="sigmoid"', "build_model_probabilities", "(sigmoid)"
    ),
    "nothing returned": model(
        "return models.", "built = models.", "build_model_total", "`return` is missing"
    ),
    "compiled": model(
        "    return models.Sequential(",
        "    model = keras.Sequential([keras.Input((2,))])\n    model.compile()\n"
        "    return model\n    models.Sequential(",
        "build_model_not_compiled",
        "compile_model in training.py",
    ),
    # Preparing and compiling.
    "not scaled": training(" / np.float32(255)", "", "prepare_images_scale", "[  0.,  51., 102.]"),
    "scaled by the brightest": training(
        "/ np.float32(255)", "/ images.max()", "prepare_images_dark", "numbers differ"
    ),
    "no channel": training("images[..., np.newaxis]", "images", "prepare_images_scale", "has 3 axes and"),
    "float64": training(
        '.astype("float32") / np.float32(255)', "/ 255", "prepare_images_scale", "dtype float32"
    ),
    "one-hot loss": training(
        LOSS, 'loss="categorical_crossentropy"', "compile_model_loss", "labels are whole numbers"
    ),
    "logits": training(
        LOSS,
        "loss=keras.losses.SparseCategoricalCrossentropy(from_logits=True)",
        "compile_model_loss",  # an evaluation would not show it: Keras sees the softmax, and looks behind it
        "a model with the loss",
    ),
    "not compiled": training("    model.compile(", "    dict(", "compile_model_loss", "is not called"),
    "no metric": training(', metrics=["accuracy"]', "", "compile_model_metric", "reports loss"),
    "other metric": training(
        '["accuracy"]', '["sparse_categorical_accuracy"]', "compile_model_metric", "reports loss, sparse"
    ),
    "a metric object": training(
        '["accuracy"]', '[keras.metrics.SparseCategoricalAccuracy("accuracy")]', "compile_model_metric"
    ),
    # Training.
    "pipeline": fit(PIPELINE, "shuffles"),
    "callbacks": fit(CALLBACKS, "steps"),
    "five epochs always": fit(f"return model.fit({ARGUMENTS.replace('=epochs', '=5')})", "steps", "5 epochs"),
    "batch size forgotten": fit(
        f"return model.fit({ARGUMENTS.replace('batch_size=batch_size, ', '')})",
        "steps",
        "1 step, with 23 images",
    ),
    "short batch dropped": fit(
        PIPELINE.replace("batch(batch_size)", "batch(batch_size, drop_remainder=True)"),
        "steps",
        "4 steps, with 5, 5, 5, 5 images in epoch 1",
    ),
    "images held back": fit(
        "return model.fit(images, labels, validation_split=0.25, epochs=epochs, batch_size=batch_size)",
        "validation",
        "(`validation_split`)",
    ),
    "validation images learned": fit(JOINED, "validation", "validation images were learned from"),
    "no validation": fit(
        f"return model.fit({ARGUMENTS.replace('validation_data=validation_data, ', '')})",
        "history",
        "a History with accuracy, loss",
    ),
    "a seed": fit(f"keras.utils.set_random_seed(1)\n    return model.fit({ARGUMENTS})", "shuffles"),
    "not shuffled": fit(f"return model.fit({ARGUMENTS}, shuffle=False)", "shuffles", "order they came in"),
    "shuffled once": fit(ONCE, "shuffles", "shuffled once, before the training"),
    "labels left behind": fit(
        f"return model.fit(np.random.permutation({ARGUMENTS.replace('images,', 'images),', 1)})",
        "shuffles",
        "images with the labels of others",
    ),
    "scaled twice": fit(
        f"return model.fit({ARGUMENTS.replace('images', 'images / 255', 1)})", "steps", "once more"
    ),
    "compiled in train": fit(
        f"compile_model(model)\n    return model.fit({ARGUMENTS})", "steps", "compiled anew"
    ),
    "history forgotten": fit(f"model.fit({ARGUMENTS})", "history", "what `fit` gives is what is wanted"),
    "a table": fit(f"return model.fit({ARGUMENTS}).history", "history", "Return the History itself"),
    "an epoch a call": fit(
        f"for _ in range(epochs):\n        got = model.fit({ARGUMENTS.replace('=epochs', '=1')})\n"
        "    return got",
        "history",
        "a History of 1 epoch\n",
    ),
    # Accuracy.
    "percent": training(
        "float(np.mean(", "float(100 * np.mean(", "accuracy_share", "62.5\nexpected\n    0.625"
    ),
    "evaluated": training(
        "return float(np.mean(answers == labels))",
        "return model.evaluate(images, labels, verbose=0)[1]",
        "accuracy_share",
    ),
    "the loss": training(
        "return float(np.mean(answers == labels))",
        "return model.evaluate(images, labels, verbose=0)[0]",
        "accuracy_share",
        "expected\n    0.625",
    ),
    "too slow to learn": training(
        '"adam"', "keras.optimizers.SGD(1e-6)", "your_own_training", "far too small or large steps"
    ),
    # The loop.
    "a traced step": loop(
        "    with tf.GradientTape() as tape:",
        GRAPH_STEP + "    with tf.GradientTape() as tape:",
        "train_step_weight",
    ),
    "traced rounds": loop(
        "    with tf.GradientTape() as tape:",
        GRAPH_STEP + "    with tf.GradientTape() as tape:",
        "fit_by_hand_rounds",
    ),
    "no gradient applied": loop(
        "    optimizer.apply", "    len or optimizer.apply", "train_step_weight", "no gradient"
    ),
    "the wrong way": loop(
        "zip(gradients,", "zip([-g for g in gradients],", "train_step_weight", "the loss grows"
    ),
    "labels and outputs swapped": loop(
        "loss_fn(labels, model(images, training=True))",
        "loss_fn(model(images, training=True), labels)",
        "train_step_weight",
        "in this order",
    ),
    "a tensor": loop("return float(loss)", "return loss", "train_step_loss", "expected\n    2.0"),
    "last batch forgotten": loop(
        "range(0, len(order), batch_size)",
        "range(0, len(order) - batch_size + 1, batch_size)",
        "fit_by_hand_rounds",
        "short batch of each epoch is missing",
    ),
    "order kept": loop(
        "np.random.permutation(len(images))", "np.arange(len(images))", "fit_by_hand_rounds", "came in"
    ),
    "drawn at random": loop(
        "np.random.permutation(len(images))",
        "np.random.randint(0, len(images), len(images))",
        "fit_by_hand_rounds",
        "drawn at random",
    ),
    "one loss in all": loop(
        "return mean_losses", "return sum(mean_losses)", "fit_by_hand_learns", "a list of 4 losses"
    ),
}


@pytest.fixture(scope="module")
def answers(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, str]]:
    """What each check said, "" where it passed, by the way's name; solutions go by their modules' names."""
    solutions = {
        exercise.module: {
            "module": exercise.module,
            "text": (ROOT / "solutions" / exercise.file_name).read_text("utf-8"),
            "checks": None,
        }
        for exercise in KERAS_EXERCISES
    }
    ways = {
        name: {"module": way.module, "text": way.text, "checks": [way.check]} for name, way in WAYS.items()
    }
    file = tmp_path_factory.mktemp("answers") / "answers.json"
    subprocess.run(
        [sys.executable, Path(__file__).with_name("try_ways.py"), ROOT / "exercises", file],
        input=json.dumps([*solutions.values(), *ways.values()]),
        capture_output=True,
        text=True,
        check=True,
    )
    return dict(zip([*solutions, *ways], json.loads(file.read_text("utf-8")), strict=True))


@pytest.mark.parametrize("exercise", KERAS_EXERCISES, ids=lambda exercise: exercise.module)
def test_every_solution_passes(exercise: object, answers: dict[str, dict[str, str]]) -> None:
    said = answers[exercise.module]  # type: ignore[attr-defined]

    assert len(said) >= 4
    assert {check: message for check, message in said.items() if message} == {}


@pytest.mark.parametrize("name", WAYS)
def test_a_way_is_told_what_is_wrong_with_it(name: str, answers: dict[str, dict[str, str]]) -> None:
    way = WAYS[name]
    message = answers[name][way.check]

    if way.said:
        assert way.said in message
        assert "Error\n" not in message
    else:
        assert message == ""
