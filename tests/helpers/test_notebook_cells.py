"""Cells become files: what a function needs goes with it, and nothing else does."""

import textwrap
from typing import Any

import pytest

from helpers.cell_source import BrokenCellError, Cell, statements
from helpers.notebook_cells import TooManyStatementsError, modules_of


def cells(*sources: str | tuple[str, str]) -> list[Cell]:
    """Cells with these texts; a pair is a name and a text."""
    pairs = [source if isinstance(source, tuple) else (None, source) for source in sources]
    return [Cell(textwrap.dedent(text), name, number) for number, (name, text) in enumerate(pairs, 1)]


def run(file: str, *sources: str | tuple[str, str], as_executed: bool = False) -> dict[str, Any]:
    """The names that a file made of cells defines."""
    namespace: dict[str, Any] = {}
    exec(modules_of(cells(*sources), as_executed=as_executed).files[file], namespace)
    return namespace


def test_helpers_imports_and_constants_of_any_cell_go_with_a_function() -> None:
    found = run(
        "convolution.py",
        "import math\nimport keras, sys as system\nOFFSET = math.floor(2.5)",
        "def shift(x):\n    return x + OFFSET + LATE",
        ("relu", "def relu(x):\n    return shift(x)"),
        "LATE = 100",
    )

    assert found["relu"](1) == 103
    assert "keras" not in found
    assert "system" not in found


def test_calls_and_plots_at_the_top_stay_behind() -> None:
    files = modules_of(
        cells(
            "import numpy as np\nimport matplotlib.pyplot as plt",
            "def relu(x):\n    return np.maximum(x, 0)",
            "plt.plot(relu(np.arange(3)))\nplt.show()\nnp.seterr(all='raise')\nprint(relu(1))",
            "figure, axes = plt.subplots()\nfor axis in axes:\n    axis.imshow(relu(image))",
        )
    ).files

    assert files == {
        "convolution.py": "import numpy as np\n\n\ndef relu(x):\n    return np.maximum(x, 0)\n",
    }


def test_a_value_that_is_changed_step_by_step_keeps_its_steps() -> None:
    found = run(
        "convolution.py",
        "TABLE = []\nTABLE.append(1)\nTABLE += [2]\nfor number in (3, 4):\n    TABLE.append(number)",
        "TABLE[0] = 10\nunused = 1 / 0",
        "def relu(x):\n    return TABLE",
    )

    assert found["relu"](0) == [10, 2, 3, 4]


def test_what_is_bound_anew_is_forgotten_but_for_what_used_it_before() -> None:
    found = run(
        "convolution.py",
        "SIDE = 1 / 0",
        "SIDE = 2",
        "AREA = SIDE * SIDE",
        "SIDE = 3",
        "ROW = [SIDE * x for x in (1, 2)]",
        "SIDE = 5",
        "def relu(x):\n    return AREA, ROW, SIDE",
    )

    assert found["relu"](0) == (4, [3, 6], 5)


def test_functions_of_other_exercises_can_be_used() -> None:
    found = run(
        "pooling.py",
        ("output_size", "def output_size(size, kernel_size):\n    return size - kernel_size + 1"),
        ("max_pool", "def max_pool(images):\n    return output_size(images, 2)"),
    )

    assert found["max_pool"](5) == 4


def test_a_helper_beside_a_function_is_that_functions_own() -> None:
    sources = (
        ("output_size", "def output_size(size):\n    return 'asked for'"),
        (
            "max_pool",
            "def output_size(size):\n    return 'own'\ndef max_pool(images):\n    return output_size(1)",
        ),
    )

    assert run("pooling.py", *sources)["max_pool"](0) == "own"
    assert run("convolution.py", *sources)["output_size"](0) == "asked for"


def test_a_written_function_counts_more_than_a_stub_and_the_own_cell_more_than_another() -> None:
    stub = "def relu(x):\n    raise NotImplementedError()"

    assert run("convolution.py", "def relu(x):\n    return 1", ("relu", stub))["relu"](0) == 1
    assert (
        run("convolution.py", ("relu", "def relu(x):\n    return 1"), "def relu(x):\n    return 2")["relu"](0)
        == 1
    )
    assert run("convolution.py", "def relu(x):\n    return 1", "def relu(x):\n    return 2")["relu"](0) == 2


def test_in_a_kernel_the_last_definition_counts_and_broken_cells_changed_nothing() -> None:
    sources = ("def relu(x):\n    return 1", "def relu(x):\n    return 2", "def relu(x:\n", "relu(3")

    assert run("convolution.py", *sources, as_executed=True)["relu"](0) == 2


def test_a_syntax_error_costs_what_its_cell_defines() -> None:
    made = modules_of(
        cells(
            ("convolve", "def convolve(a, b)\n    return a"),
            ("relu", "def relu(x):\n    return x"),
        )
    )
    found: dict[str, Any] = {}
    exec(made.files["convolution.py"], found)

    assert found["relu"](3) == 3
    with pytest.raises(SyntaxError, match=r"expected ':' \(cell 1 \(convolve\), line 1 of the cell\)"):
        found["convolve"](1, 2)
    assert any("cell 1 (convolve) is no Python program" in notice for notice in made.notices)


@pytest.mark.parametrize(
    ("source", "left_out"),
    [
        ("%matplotlib inline\ndef relu(x):\n    return x", ["%matplotlib inline"]),
        ("!pip install numpy\ndef relu(x):\n    return x", ["!pip install numpy"]),
        ("def relu(x):\n    return x\nrelu?", ["relu?"]),
        ("%%time\ndef relu(x):\n    return x", ["%%time"]),
        ("files = !ls\nday = %who\ndef relu(x):\n    return x", ["files = !ls", "day = %who"]),
        ("if True:\n    !ls\ndef relu(x):\n    return x", ["!ls"]),
        ("def relu(x):\n    '''\n    %no magic\n    !nor this'''\n    return (x\n  % 1000)", []),
    ],
)
def test_what_only_jupyter_understands_is_taken_out_and_said(source: str, left_out: list[str]) -> None:
    made = modules_of([Cell(source, "relu", 7)])
    found: dict[str, Any] = {}
    exec(made.files["convolution.py"], found)

    assert found["relu"](3) == 3
    said = [notice.partition("understands it: ")[2].split("; ") for notice in made.notices]
    assert said == ([left_out] if left_out else [])


def test_other_cell_magics_hold_no_python() -> None:
    assert modules_of([Cell("%%bash\ndef relu(x): return x")]).files == {}


def test_stars_and_the_future_go_along_where_they_may_be_needed() -> None:
    files = modules_of(
        cells(
            "from __future__ import annotations\nimport sys\nfrom math import *",
            "def relu(x):\n    return floor(x)",
        )
    ).files

    assert files["convolution.py"].splitlines()[0] == "from __future__ import annotations"
    assert "from math import *" in files["convolution.py"]
    assert "sys" not in files["convolution.py"]


def test_decorators_comments_and_several_statements_of_a_line_stay_as_they_are() -> None:
    source = "ONE = 1; TWO = 'ä'\n@staticmethod\ndef relu(x):  # größer\n    # halb\n    return ONE, TWO"

    text = modules_of([Cell(source)]).files["convolution.py"]

    one, two, relu = (
        "ONE = 1",
        "TWO = 'ä'",
        "@staticmethod\ndef relu(x):  # größer\n    # halb\n    return ONE, TWO",
    )
    assert text == f"{one}\n\n\n{two}\n\n\n{relu}\n"


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_lines_may_end_as_on_any_system(end: str) -> None:
    source = "# first\nOFFSET = 1\ndef relu(x):\n    return x + OFFSET\n".replace("\n", end)

    assert run("convolution.py", source)["relu"](2) == 3


def test_what_python_warns_of_is_taken_silently(recwarn: pytest.WarningsRecorder) -> None:
    files = modules_of([Cell("WORD = '\\d'\ndef relu(x):\n    return x is 1, WORD")]).files

    assert "x is 1" in files["convolution.py"]
    assert not recwarn.list


def test_lambdas_classes_and_imports_can_be_the_function() -> None:
    assert run("convolution.py", "scale = 2", "relu = lambda x: x * scale")["relu"](4) == 8
    assert run("convolution.py", "class relu:\n    size = len('abc')")["relu"].size == 3


@pytest.mark.parametrize(
    "source", ["x = " + "-" * 100_000 + "1", "return 1", "x = '\0'", "x" * 100_001, "a = 1\n" * 2_001]
)
def test_what_python_refuses_is_a_broken_cell(source: str) -> None:
    with pytest.raises(BrokenCellError):
        statements(Cell(source))


def test_thousands_of_statements_are_refused_but_not_of_a_long_session() -> None:
    many = [Cell("a = 1\n" * 1_500), Cell("b = 1\n" * 1_501), Cell("def relu(x):\n    return b")]

    with pytest.raises(TooManyStatementsError, match="3000"):
        modules_of(many)
    assert modules_of(many, as_executed=True).files


def test_it_is_said_which_of_several_definitions_counts() -> None:
    own = ("relu", "def relu(x):\n    return 1")

    assert modules_of(cells(own, "def relu(x):\n    return 2", own)).notices == (
        "relu is defined 3 times: that of cell 3 counts, not that of cell 1, 2.",
    )
    assert modules_of(cells(("relu", "pass"), "def relu(x):\n    return 2")).notices == (
        "relu stands in cell 2, not in its own.",
    )
    assert modules_of(cells(own)).notices == ()
