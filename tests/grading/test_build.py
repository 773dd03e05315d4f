"""`exercises/` is what `solutions/` says, and a difference is found and named."""

import shutil
from pathlib import Path

import numpy as np
import pytest

from grading.build import BuildError, build, stale, stub
from helpers.exercises import EXERCISES

ROOT = Path(__file__).resolve().parents[2]
RELU = "def relu(x):\n    '''Text.'''\n    ### BEGIN SOLUTION\n    return x\n    ### END SOLUTION\n"


@pytest.fixture
def course(tmp_path: Path) -> Path:
    """A copy of the sources and of what was built from them."""
    for folder in ("solutions", "exercises"):
        shutil.copytree(ROOT / folder, tmp_path / folder, ignore=shutil.ignore_patterns("__pycache__"))
    return tmp_path


def test_nothing_in_the_repository_is_stale() -> None:
    assert stale(ROOT) == []


def test_from_nothing_everything_is_built(course: Path) -> None:
    shutil.rmtree(course / "exercises")

    changed = build(course)

    assert {path.relative_to(course).as_posix() for path in changed} == {
        "exercises/convolution.py",
        "exercises/pooling.py",
        "exercises/data/convolution.npz",
        "exercises/data/pooling.npz",
    }
    assert stale(course) == []
    assert build(course) == []


def test_a_change_of_text_is_found_byte_for_byte(course: Path) -> None:
    file = course / "exercises" / "pooling.py"
    file.write_bytes(file.read_bytes().replace(b"\n", b"\r\n"))

    assert stale(course) == ["exercises/pooling.py: the text differs; run `kit build`"]
    assert build(course) == [file]
    assert stale(course) == []


def test_a_change_of_one_number_is_found(course: Path) -> None:
    file = course / "exercises" / "data" / "pooling.npz"
    with np.load(file) as data:
        arrays = dict(data)
    arrays["max_pool_leftover/expected"][0, 0, 0, 0] += 1
    np.savez(file, **arrays)

    assert stale(course) == ["exercises/data/pooling.npz: max_pool_leftover/expected differ; run `kit build`"]


@pytest.mark.parametrize("content", [b"", b"no zip", b"PK\x03\x04"])
def test_a_broken_data_file_is_stale_and_rebuilt(course: Path, content: bytes) -> None:
    (course / "exercises" / "data" / "pooling.npz").write_bytes(content)

    assert "exercises/data/pooling.npz: can't be read" in stale(course)[0]
    build(course)
    assert stale(course) == []


def test_a_changed_solution_makes_stub_and_data_stale(course: Path) -> None:
    file = course / "solutions" / "pooling.py"
    text = file.read_text(encoding="utf-8").replace(".max(", ".min(").replace("largest", "smallest")
    file.write_text(text, encoding="utf-8")

    assert [line.partition(":")[0] for line in stale(course)] == [
        "exercises/pooling.py",
        "exercises/data/pooling.npz",
    ]


def test_a_missing_source_is_named(course: Path) -> None:
    (course / "solutions" / "pooling.py").unlink()

    with pytest.raises(BuildError, match=r"pooling\.py is not there"):
        stale(course)


def test_a_solution_region_becomes_the_task() -> None:
    assert stub(RELU, EXERCISES[0], "convolution.py") == (
        "def relu(x):\n    '''Text.'''\n    raise NotImplementedError(\"relu: set negative values to 0\")\n"
    )


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (RELU.replace("    ### END SOLUTION\n", ""), "### BEGIN SOLUTION without ### END SOLUTION"),
        (
            RELU.replace("### BEGIN", "### END"),
            "line 3: ### END SOLUTION where the other marker was expected",
        ),
        (RELU.replace("return x", "### BEGIN SOLUTION"), "line 4: ### BEGIN SOLUTION where the other marker"),
        (RELU.replace("relu", "rectify"), "line 3: rectify has no task in helpers/exercises.py"),
        (RELU.partition("'''\n")[2], "line 1: the module has no task"),
    ],
)
def test_unsound_markers_are_named_with_their_line(text: str, said: str) -> None:
    with pytest.raises(BuildError, match=said):
        stub(text, EXERCISES[0], "convolution.py")


def test_inputs_and_results_are_exact_in_single_precision() -> None:
    for exercise in EXERCISES:
        with np.load(ROOT / "exercises" / "data" / f"{exercise.name}.npz") as data:
            numbers = {key: data[key] for key in data.files if data[key].dtype.kind in "uif"}
        assert numbers
        for key, array in numbers.items():
            factor = 64 if key.endswith("/expected") else 8
            np.testing.assert_array_equal(array.astype("float32"), array, err_msg=key)
            np.testing.assert_array_equal(array * factor % 1, 0, err_msg=key)


def test_every_case_belongs_to_a_visible_check() -> None:
    for exercise in EXERCISES:
        checks = (ROOT / "exercises" / f"test_{exercise.name}.py").read_text(encoding="utf-8")
        with np.load(ROOT / "exercises" / "data" / f"{exercise.name}.npz") as data:
            names = {key.partition("/")[0] for key in data.files}
        assert [name for name in names if f"def test_{name}(" not in checks] == []
