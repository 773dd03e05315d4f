"""Train the solution on a whole data set, as a learner would with a finished network.

    python -m tools.train_whole mnist --reach 0.97

Exits with 1 where the network reads a smaller share of the test images rightly than it should.
"""

import argparse

from helpers import data
from solutions import model as network
from solutions import training


def main() -> int:
    """Train, measure and print; gives the exit code."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("data", choices=["digits", "mnist"])
    parser.add_argument("--epochs", type=int, default=5)
    parser.add_argument("--reach", type=float, default=0.0, metavar="SHARE", help="from 0 to 1")
    arguments = parser.parse_args()
    try:
        dataset = data.load(arguments.data)
    except data.DataError as error:
        parser.error(str(error))
    images, unseen = map(training.prepare_images, (dataset.train_images, dataset.test_images))
    model = network.build_model()
    training.compile_model(model)
    training.train(
        model, images, dataset.train_labels, (unseen, dataset.test_labels), epochs=arguments.epochs
    )
    reached = training.accuracy(model, unseen, dataset.test_labels)
    print(
        f"{len(images)} images, {arguments.epochs} epochs: {reached:.2%} of {len(unseen)} others read rightly"
    )
    return 0 if reached >= arguments.reach else 1


if __name__ == "__main__":
    raise SystemExit(main())
