"""The texts that a learner reads: true, in order, and every new word explained where it is first needed."""

import ast
import doctest
import importlib
import os
import re
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import numpy as np
import pytest

from helpers.exercises import EXERCISES, Exercise

ROOT = Path(__file__).resolve().parents[2]
NUMPY_EXERCISES = [exercise for exercise in EXERCISES if exercise.numpy_only]
# Words that the lesson does not explain: where a sentence begins to, and an example of its own.
TERMS = {
    "kernel": ("slides a small grid of numbers, the kernel", "np.array([[-1, 1]"),
    "shape": ("The shape of an array is how many numbers it holds", "shape (2, 3) has 2 rows and 3 columns"),
    "axis": ("along each axis, that is, in each of its directions", "2 rows and 3 columns"),
    "dot product": (
        "multiply the two number by number, and add up the products (their dot product)",
        "1 * 5 + 2 * 7 = 19",
    ),
    "cross-correlation": ("The exact name of that is cross-correlation", "1 * 5 + 2 * 7 = 19"),
    "dtype": ("The dtype of an array is the kind of number it holds", "Photos come as uint8"),
    "uint8": ("uint8, whole numbers from 0 to 255", "200 + 100 is 44"),
    "error": ("the function raises an error: it stops and says why", 'raise ValueError("a kernel of 5 x 5'),
    "activation": ("An activation is a function that is applied to every number", "-2 into 0"),
    "stride": ("The stride is how many pixels the kernel moves", "starts at pixels 0, 2 and 4"),
    "padding": (
        "Padding says what happens at the border",
        "[5, 7] with one zero on each side is [0, 5, 7, 0]",
    ),
    "batch": ("A batch is a stack of images", "(32, 28, 28, 1)"),
    "channel": ("A channel is one of the layers of numbers", "2 + 5 + 1 = 8"),
    "bias": ("A bias is one number a filter", "with bias 10 that 8 becomes 18"),
    "dense layer": ("A dense layer connects everything with everything", "2 * 5 + 3 * 7 + 1 = 32"),
    "unit": ("It consists of units", "a unit with the weights [2, 3]"),
    "class": ("A class is one of the possible answers", "here one of the ten digits"),
    "probabilit": ("Softmax turns the numbers of the last layer into probabilities", "[0.09, 0.24, 0.67]"),
    "label": ("The label of an image says what it shows", "the digit from 0 to 9"),
    "loss": ("The loss is one number for how wrong the model is", "0.69 for 0.5"),
    "optimiser": ("The optimiser is the rule by which the weights are changed", "Adagrad and Adadelta"),
    "metric": ("A metric is a number that is reported beside the loss", "the share of images"),
    "epoch": ("An epoch is one round through all images", "32, 32 and 6 images"),
    "validation": (
        "Validation data are images that the model is asked about",
        "only knows the training images",
    ),
    "gradient": ("A gradient tells for each weight how much the loss grows", "Where it is 24"),
}


def docstrings(source: Path) -> dict[str, str]:
    """Docstrings of the file ("") and of its functions, spaces and line ends evened out."""
    tree = ast.parse(source.read_text(encoding="utf-8"))
    texts = {"": ast.get_docstring(tree)}
    texts |= {node.name: ast.get_docstring(node) for node in tree.body if isinstance(node, ast.FunctionDef)}
    return {name: " ".join((text or "").split()) for name, text in texts.items()}


def solution(exercise: Exercise) -> ModuleType:
    return importlib.import_module(f"solutions.{exercise.module}")


@pytest.fixture(autouse=True)
def solutions_are_importable(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(ROOT)


@pytest.mark.parametrize("exercise", NUMPY_EXERCISES, ids=lambda exercise: exercise.name)
def test_the_examples_are_true(exercise: Exercise) -> None:
    results = doctest.testmod(solution(exercise))

    assert results.attempted >= 2 * len(exercise.functions)
    assert results.failed == 0


def test_the_examples_with_keras_are_true() -> None:
    # In a process of their own, with the files beside each other as learners have them.
    program = (
        "from helpers.keras_import import import_keras; import_keras(); import doctest, sys; "
        "print([tuple(doctest.testmod(__import__(name))) for name in sys.argv[1:]])"
    )
    modules = [exercise.module for exercise in EXERCISES if not exercise.numpy_only]
    run = subprocess.run(
        [sys.executable, "-c", program, *modules],
        cwd=ROOT / "solutions",
        env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        text=True,
        check=True,
    )

    for (failed, attempted), module in zip(ast.literal_eval(run.stdout), modules, strict=True):
        assert failed == 0, run.stdout
        assert attempted >= 7, module


@pytest.mark.parametrize("exercise", EXERCISES, ids=lambda exercise: exercise.name)
def test_the_functions_are_the_contracts_in_its_order(exercise: Exercise) -> None:
    texts = docstrings(ROOT / "exercises" / exercise.file_name)

    assert tuple(texts) == ("", *exercise.functions)
    for function in exercise.functions:
        assert all(part in texts[function] for part in ("Args:", "Returns:", "Example:"))


@pytest.mark.parametrize("exercise", EXERCISES, ids=lambda exercise: exercise.name)
def test_a_file_begins_with_why_it_exists_and_what_it_is_worth(exercise: Exercise) -> None:
    reason, _, rest = docstrings(ROOT / "exercises" / exercise.file_name)[""].partition(" Replace ")

    assert 3 <= len(re.findall(r"[.?](?: |$)", reason)) <= 5  # the title and some sentences
    worth = "points on top of the 100" if exercise.name == "bonus" else "of 100 points"
    assert f"{exercise.points} {worth}" in rest


def test_the_first_example_is_a_vertical_edge_on_a_step() -> None:
    image = np.array([[0, 0, 1, 1]] * 4)
    text = docstrings(ROOT / "exercises" / "convolution.py")["convolve"]

    assert "A vertical-edge filter on an image that is dark on the left and bright on the right." in text
    example = next(
        e for e in doctest.DocTestFinder().find(solution(EXERCISES[0])) if e.name.endswith("convolve")
    )
    scope: dict[str, np.ndarray] = {"np": np}  # type: ignore[dict-item]  # the module that the example uses
    exec(example.examples[0].source, scope)
    np.testing.assert_array_equal(scope["image"], image)


@pytest.mark.parametrize("term", TERMS)
def test_a_new_word_is_explained_where_it_is_first_needed(term: str) -> None:
    # A function's first sentence may name what the next ones explain.
    parts = [
        text.partition(". ")[2] if function else text
        for e in EXERCISES
        for function, text in docstrings(ROOT / "exercises" / e.file_name).items()
    ]
    text = "\n".join(parts)
    explanation, example = TERMS[term]
    explained = text.index(explanation)
    first = re.search(rf"\b{term}", text, re.IGNORECASE)

    assert first is not None
    assert first.start() >= text.rindex(". ", 0, explained), f"{term} is used before it is explained"
    assert example in text[explained : explained + 3000 if term == "kernel" else explained + 700]


def test_a_stub_holds_nothing_of_a_solution() -> None:
    for exercise in EXERCISES:
        text = (ROOT / "exercises" / exercise.file_name).read_text(encoding="utf-8")
        assert "SOLUTION" not in text
        assert text.count("raise NotImplementedError(") == len(exercise.functions) + 1  # and the instructions


def test_the_readme_names_every_file_and_its_commands() -> None:
    text = (ROOT / "exercises" / "README.md").read_text(encoding="utf-8")

    for exercise in EXERCISES:
        assert f"`{exercise.file_name}`" in text
        assert all(f"`{function}`" in text for function in exercise.functions)
    assert "pytest exercises/test_convolution.py" in text
    assert "hidden tests" in text
