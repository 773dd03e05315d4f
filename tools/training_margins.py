"""How far above their thresholds right trainings end: many seeds, made as hidden tests make them.

    python -m tools.training_margins 100                 # the solution
    python -m tools.training_margins 30 sgd rmsprop      # Keras's optimisers by name, as they are by default
    python -m tools.training_margins 30 --data mnist

Prints a Markdown table: accuracy on unseen digits, and how far the mean lies above the threshold, in standard
deviations. The last column is what the check for weights from elsewhere looks at: how much of the weights at
the start is left in those at the end (the least correlation in Dense 128).
"""

import argparse
from collections.abc import Callable

import numpy as np

from graders.inputs import Array
from graders.trainings import COMPILE_REACHES, TRAIN_REACHES, Sample, Trainings
from grading.course import course_root
from grading.fleet import Servers
from grading.sitting import Sitting
from helpers import data

_COMPILES = """
def compile_model(model):
    model.compile({optimizer!r}, loss="sparse_categorical_crossentropy", metrics=["accuracy"])
"""


def main() -> None:
    """Train with many seeds, and print the table."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("times", type=int, help="trainings of each kind")
    parser.add_argument("optimizers", nargs="*", help="optimisers for compile_model, instead of the solution")
    parser.add_argument("--data", choices=["digits", "mnist"], default="digits")
    arguments = parser.parse_args()
    solution = (course_root() / "solutions" / "training.py").read_text("utf-8")
    others = {
        f"`compile_model` with {name}": _COMPILES.format(optimizer=name) for name in arguments.optimizers
    }
    sources = others or {"`compile_model`": solution}
    print("| trainings | threshold | mean | standard deviation | least | margin | start left |")
    print("|---|---|---|---|---|---|---|")
    with Servers() as servers:
        dataset = data.load(arguments.data)
        if not others:
            measure("`train`", solution, TRAIN_REACHES, "by_own_train", arguments.times, servers, dataset)
        for name, source in sources.items():
            measure(name, source, COMPILE_REACHES, "by_own_compile", arguments.times, servers, dataset)


def measure(
    name: str,
    source: str,
    threshold: float,
    run: str,
    times: int,
    servers: Servers,
    dataset: data.Dataset,
) -> None:
    """Train with so many seeds, and print one line of the table."""
    reached, left = [], []
    for seed in range(times):
        sitting = Sitting({"training.py": source.encode()}, seed, servers.doors, 60.0, unsafe=False)
        trainings = Trainings(sitting.learner, sitting.rng, dataset)
        sample = trainings.sample("margin")
        train: Callable[[Sample], list[Array]] = getattr(trainings, run)
        sitting.learner.begin_test()
        weights = train(sample)
        sitting.end()
        reached.append(sample.accuracy(weights, enough=2))
        left.append(np.corrcoef(sample.weights[4].ravel(), weights[4].ravel())[0, 1])
    mean, deviation = np.mean(reached), np.std(reached, ddof=1)
    print(
        f"| {times} of {name} | {threshold:.2f} | {mean:.3f} | {deviation:.3f} | {min(reached):.3f} "
        f"| {(mean - threshold) / deviation:.1f} | {min(left):.2f} |",
        flush=True,
    )


if __name__ == "__main__":
    main()
