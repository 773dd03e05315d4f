"""Train the lesson's network on the embedded digits, for the hidden tests of a whole network's predictions.

python -m tools.train_network

It writes `graders/data/network.npz`: the weights, `weight_0` to `weight_7` in Keras's order, and `digits`,
uint8 `(3, 28, 28)`, from the test set. The weights are float16, which halves the file and costs nothing
where both sides of a test use the same rounded numbers. The digits are of different classes, and those that
the network gets right with the greatest doubt: where it is sure, a small mistake would hardly move its
predictions.
"""

import keras
import numpy as np
from numpy.typing import NDArray

from grading.course import course_root
from helpers.data import load
from solutions.model import build_model

_SEED = 1
_EPOCHS = 3
_DIGITS = 3


def main() -> None:
    """Train, choose the digits, write."""
    keras.utils.set_random_seed(_SEED)
    digits = load("digits")
    train_images, test_images = (
        images[..., None].astype("float32") / 255 for images in (digits.train_images, digits.test_images)
    )
    network = build_model()
    network.compile(optimizer="adam", loss="sparse_categorical_crossentropy", metrics=["accuracy"])
    network.fit(train_images, digits.train_labels, epochs=_EPOCHS, verbose=2)
    weights = {f"weight_{index}": w.astype(np.float16) for index, w in enumerate(network.get_weights())}
    network.set_weights(list(weights.values()))
    chosen = _right_in_doubt(network.predict(test_images, verbose=0), digits.test_labels)
    file = course_root() / "graders" / "data" / "network.npz"
    np.savez_compressed(file, digits=digits.test_images[chosen], **weights)
    print(f"wrote {file}; the digits are {', '.join(map(str, digits.test_labels[chosen]))}")


def _right_in_doubt(probabilities: NDArray[np.float32], labels: NDArray[np.int64]) -> list[int]:
    """Where different digits stand that are recognised with the least confidence."""
    chosen: dict[int, int] = {}
    for index in np.argsort(probabilities.max(axis=1)):
        if probabilities[index].argmax() == labels[index]:
            chosen.setdefault(int(labels[index]), int(index))
    return list(chosen.values())[:_DIGITS]


if __name__ == "__main__":
    main()
