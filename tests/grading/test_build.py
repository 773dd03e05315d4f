"""`exercises/` is what `solutions/` says, and a difference is found and named."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from grading.build import BuildError, build, load_catalogue, stale, stale_exercises, stub
from helpers.data import read
from helpers.exercises import EXERCISES

ROOT = Path(__file__).resolve().parents[2]
WITH_DATA = ("convolution", "pooling", "model", "training")
RELU = "def relu(x):\n    '''Text.'''\n    ### BEGIN SOLUTION\n    return x\n    ### END SOLUTION\n"


@pytest.fixture
def course(tmp_path: Path) -> Path:
    """A copy of the sources and of what was built from them."""
    for folder in ("solutions", "graders", "exercises"):
        shutil.copytree(ROOT / folder, tmp_path / folder, ignore=shutil.ignore_patterns("__pycache__"))
    return tmp_path


def test_nothing_in_the_repository_is_stale() -> None:
    assert stale(ROOT) == []


def test_from_nothing_everything_is_built(course: Path) -> None:
    shutil.rmtree(course / "exercises")

    changed = build(course)

    assert {path.relative_to(course).as_posix() for path in changed} == {
        *(f"exercises/{exercise.file_name}" for exercise in EXERCISES),
        *(f"exercises/data/{module}.npz" for module in WITH_DATA),
        "exercises/data/hints.json",
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
        "solutions/cnn.ipynb",
    ]


@pytest.mark.parametrize("source", ["pooling.py", "model.py", "cases.py", "answers.md"])
def test_a_missing_source_is_named(course: Path, source: str) -> None:
    (course / "solutions" / source).unlink()

    with pytest.raises(BuildError, match=rf"{source} is not there"):
        stale(course)


def test_the_digits_are_built_in_a_checkout_alone(course: Path) -> None:
    package = course / "src" / "helpers"
    package.mkdir(parents=True)

    assert stale(course) == ["src/helpers/digits.npz: missing; run `kit build`"]
    assert stale_exercises(course) == []
    assert build(course) == [package / "digits.npz"]
    assert read(package / "digits.npz").test_images.shape == (500, 28, 28)


def test_where_scikit_learn_is_missing_build_says_so_and_release_does_not_mind(
    course: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (course / "src" / "helpers").mkdir(parents=True)
    monkeypatch.setitem(sys.modules, "sklearn.datasets", None)

    with pytest.raises(BuildError, match=r"scikit-learn is not installed here. Install what developers need"):
        stale(course)
    assert stale_exercises(course) == []


def test_nothing_is_built_with_keras() -> None:
    program = (
        "import sys; from grading.build import *; stale_exercises(Path(sys.argv[1])); print(*sys.modules)"
    )
    run = subprocess.run([sys.executable, "-c", program, ROOT], capture_output=True, text=True, check=True)

    assert "numpy" in run.stdout.split()
    assert {"keras", "tensorflow", "sklearn"}.isdisjoint(run.stdout.split())


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
    for module in WITH_DATA[:3]:  # a photo's 51 becomes 0.2, which nothing holds exactly
        with np.load(ROOT / "exercises" / "data" / f"{module}.npz") as data:
            numbers = {key: data[key] for key in data.files if data[key].dtype.kind in "uif"}
        assert numbers
        for key, array in numbers.items():
            if "/believed/" in key:
                continue
            factor = 64 if key.endswith("/expected") else 8
            np.testing.assert_array_equal(array.astype("float32"), array, err_msg=key)
            np.testing.assert_array_equal(array * factor % 1, 0, err_msg=key)


def test_every_case_belongs_to_a_visible_check() -> None:
    for module in WITH_DATA:
        checks = (ROOT / "exercises" / f"test_{module}.py").read_text(encoding="utf-8")
        with np.load(ROOT / "exercises" / "data" / f"{module}.npz") as data:
            names = {key.partition("/")[0] for key in data.files}
        assert [name for name in names if f"def test_{name}(" not in checks] == []


def test_hints_are_plain_data_and_hold_nothing_of_a_solution(course: Path) -> None:
    file = course / "exercises" / "data" / "hints.json"
    content = json.loads(file.read_text("utf-8"))
    catalogue = load_catalogue(course)

    assert content["beliefs"].keys() == {entry.id for entry in catalogue.entries}
    for one in content["beliefs"].values():
        assert one.keys() == {"exercise", "belief", "hints"}
        assert len(one["hints"]) == 3
    file.write_text(json.dumps({**content, "alike": [["a", "b"]]}))
    assert stale(course) == ["exercises/data/hints.json: the text differs; run `kit build`"]


def test_the_catalogue_is_the_courses_own_and_leaves_no_trace(course: Path) -> None:
    modules, paths = dict(sys.modules), list(sys.path)
    package = course / "graders" / "misconceptions" / "__init__.py"
    package.write_text(
        "from grading.misconceptions import Catalogue\nCATALOGUE = Catalogue(typed={'mine'})\n"
    )

    assert load_catalogue(course).typed == {"mine"}
    assert load_catalogue(ROOT).entries
    assert ({name for name in sys.modules if name.startswith("graders")}, sys.path) == (
        {name for name in modules if name.startswith("graders")},
        paths,
    )


def test_a_course_without_a_catalogue_says_so(course: Path) -> None:
    shutil.rmtree(course / "graders" / "misconceptions")

    with pytest.raises(BuildError, match=r"misconceptions.__init__.py is not there"):
        stale(course)
