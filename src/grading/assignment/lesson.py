"""What the assignment notebook says between its code cells, in Markdown."""

from helpers.exercises import EXERCISES, Exercise

INTRODUCTION = """\
# Build a convolutional network piece by piece

A photo has far too many pixels for a network in which everything is connected to everything, and a cat in the
left corner is the same cat in the right one. A convolutional neural network (CNN) makes use of both facts:

- **Convolution.** A small grid of numbers, the filter or kernel, slides over the image and answers at every
  position how much the patch below looks like its pattern. The same few numbers serve everywhere.
- **ReLU.** Negative values become 0. This small bend lets layers on top of each other do more than one layer.
- **Max pooling.** Of every small window only the largest value is kept: less to compute, and a pattern may
  move a little without much of a change.
- **Stacked up**, these layers go from edges to shapes to things. The network learns the numbers in its
  filters itself.

Here you write the pieces by hand in NumPy, then build the whole network with Keras, train it on handwritten
digits, and say in your own words what you have understood.

**How to work.** Run the cells from top to bottom. In each function, replace `raise NotImplementedError()` by
your own code, run the cell, then the one below it: `check(...)` tries your function and says what is wrong
with it. `check("convolve", hints=2)` gives more hints. You may add cells of your own anywhere, with helper
functions, say, and you may import what a part allows. Leave the cells with checks as they are, and each
function in its own cell.

The parts are graded apart from each other, as files: where a text says `convolution.py`, `pooling.py`,
`model.py` or `training.py`, it means that part of this notebook. The checks are examples. Your points come
from hidden tests, which use other numbers and sizes and ask for all that a function's text promises.
"""

ANSWERS = """\
## In your own words

Write each answer below its question. Answers are read for their ideas, not for the words you choose.
"""

_NUMPY_ONLY = "NumPy and Python's standard library are all you need, and all that may be imported here."
_WITH_KERAS = (
    "You may import Keras, TensorFlow, NumPy and Python's standard library here; "
    "other packages are not there when your work is graded."
)


def of_exercise(exercise: Exercise, docstring: str) -> str:
    """The heading and the text of an exercise.

    Args:
        exercise: the exercise.
        docstring: of its file. How to work with that file, the paragraph that begins with "Replace", is left
        out.
    """
    paragraphs = [part for part in docstring.split("\n\n") if not part.startswith("Replace")]
    title, _, first = paragraphs[0].partition(": ")
    head = f"## {EXERCISES.index(exercise) + 1}. {title}" if exercise.name != "bonus" else "## Extra: bonus"
    worth = ", ".join(f"`{function}` {points}" for function, points in exercise.worth.items())
    extra = " These points are extra: leave this part out if you like." if exercise.name == "bonus" else ""
    points = f"Points: {worth}.{extra} {_NUMPY_ONLY if exercise.numpy_only else _WITH_KERAS}"
    return "\n\n".join([head, first[:1].upper() + first[1:], *paragraphs[1:], points])
