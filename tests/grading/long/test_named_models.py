"""A wrong submission before the real judge: what models in their workers show is named as well."""

from collections.abc import Callable
from typing import Any

MODEL = """

def conv_parameters(kernel_size, in_channels, filters):
    return kernel_size * kernel_size * in_channels * filters


def build_model(input_shape=(28, 28, 1), num_classes=10):
    model = models.Sequential([keras.Input(shape=input_shape)])
    for filters in (32, 64):
        model.add(layers.Conv2D(filters, 3, activation="relu", padding="same"))
        model.add(layers.MaxPooling2D(2))
    model.add(layers.Flatten())
    model.add(layers.Dense(128))
    model.add(layers.Dense(10, activation="softmax"))
    return model
"""
TRAINING = """

def prepare_images(images):
    return images / 255


def compile_model(model):
    loss = keras.losses.SparseCategoricalCrossentropy(from_logits=True)
    model.compile(keras.optimizers.Adam(1e-7), loss, metrics=["accuracy"])


def accuracy(model, images, labels):
    answers = np.argmax(model.predict(images, verbose=0), axis=0)
    return float(np.mean(answers == labels))
"""


def test_beliefs_about_models_and_training_are_named(
    judge: Callable[..., Any], solutions: dict[str, bytes]
) -> None:
    files = solutions | {
        "model.py": solutions["model.py"] + MODEL.encode(),
        "training.py": solutions["training.py"] + TRAINING.encode(),
    }
    verdict = judge(files, ["model", "training"])
    named = {name: list(verdict.tests[name]["beliefs"]) for name in verdict.lost}
    counts = {"grey_images", "channels", "smallest_and_large"}
    padded = {"layer_1_conv2d", "layer_3_conv2d", "output_shapes", "parameters", "softmax"}
    assert named == {
        **{f"conv_parameters_{test}": ["biases_not_counted"] for test in counts},
        **{f"build_model_{test}": ["same_in_network"] for test in padded},
        "build_model_layer_6_dense": ["relu_missing"],
        "build_model_classes": ["classes_fixed"],
        "prepare_images_dtype": ["float64_images"],
        "prepare_images_shape": ["channel_axis_missing"],
        "compile_model_loss": ["from_logits"],
        "compile_model_learns": ["useless_rate"],
        "accuracy_share": ["wrong_axis"],
        "accuracy_any_number": ["wrong_axis"],
    }
