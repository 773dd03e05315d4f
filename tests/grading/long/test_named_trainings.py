"""The judge names beliefs about trainings, which it only sees from the weights they leave: a sample."""

from collections.abc import Callable
from typing import Any

from graders.misconceptions import CATALOGUE

FIVE_EPOCHS = """
def train(model, images, labels, validation_data, epochs=5, batch_size=32):
    settings = {"batch_size": batch_size, "validation_data": validation_data, "verbose": 0}
    return model.fit(images, labels, epochs=5, **settings)
"""
UPHILL = """
def train_step(model, optimizer, loss_fn, images, labels):
    with tf.GradientTape() as tape:
        loss = loss_fn(labels, model(images, training=True))
    variables = model.trainable_variables
    optimizer.apply([-gradient for gradient in tape.gradient(loss, variables)], variables)
    return float(loss)
"""
LABELS_LEFT_BEHIND = """
def fit_by_hand(model, images, labels, epochs=1, batch_size=32, learning_rate=1e-3):
    optimizer, loss_fn = keras.optimizers.SGD(learning_rate), keras.losses.SparseCategoricalCrossentropy()
    means = []
    for _ in range(epochs):
        images, losses = np.random.permutation(images), []
        for start in range(0, len(images), batch_size):
            batch = slice(start, start + batch_size)
            with tf.GradientTape() as tape:
                loss = loss_fn(labels[batch], model(images[batch], training=True))
            optimizer.apply(tape.gradient(loss, model.trainable_variables), model.trainable_variables)
            losses.append(float(loss))
        means.append(float(np.mean(losses)))
    return means
"""


def test_beliefs_about_trainings_are_named(judge: Callable[..., Any], solutions: dict[str, bytes]) -> None:
    files = dict(solutions)
    files["training.py"] += FIVE_EPOCHS.encode()
    files["custom_loop.py"] += (UPHILL + LABELS_LEFT_BEHIND).encode()
    verdict = judge(files, ["training", "bonus"])
    named = {name: verdict.tests[name]["misconception"] for name in verdict.lost}
    assert named.pop("fit_by_hand_learns", "labels_left_behind") == "labels_left_behind"  # by chance
    assert named == {
        "train_epochs_and_batches": "epochs_ignored",
        "train_step_moves_the_weights": "uphill",
        "train_step_again": "uphill",
        "fit_by_hand_losses": "labels_left_behind",
        "fit_by_hand_labels": "labels_left_behind",
    }
    (entry,) = [entry for entry in CATALOGUE.entries if entry.id == "epochs_ignored"]
    for text in (entry.belief, entry.hints.symptom):
        assert text in verdict.lost["train_epochs_and_batches"]
