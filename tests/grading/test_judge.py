"""The judge with hidden tests made for this page: how outcomes are read, and whose fault a failure is."""

import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from grading.course import course_root
from grading.failures import KitFault
from grading.fleet import Fleet
from helpers.data import locate

HIDDEN_TESTS = '''
import pytest
from grading.checking import check
from grading.learner import StandIn

@pytest.mark.points(3)
def test_double(learner, rng):
    """Twice the number comes back."""
    number = int(rng.integers(1, 1000))
    check(learner.pooling.double(number), close_to=2 * number)

@pytest.mark.points(2)
@pytest.mark.stand_in(double=StandIn(("x",), (), {(7,): 14, (0,): None}))
def test_triple(learner):
    """The double and the number itself come back."""
    check(learner.pooling.triple(7), close_to=21)

@pytest.mark.points(1)
def test_kits_own(learner):
    """Something that the kit gets wrong."""
    assert learner.pooling.double(1) != 1, "a judge must not fail like this"
'''


@pytest.fixture(scope="module")
def strange(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Fleet]:
    with Fleet(_course(tmp_path_factory.mktemp("course"), HIDDEN_TESTS), locate("digits")) as fleet:
        yield fleet


def _course(folder: Path, hidden_tests: str) -> Path:
    graders = folder / "graders"
    shutil.copytree(
        course_root() / "graders", graders, ignore=shutil.ignore_patterns("test_*.py", "__pycache__")
    )
    shutil.copytree(
        course_root() / "solutions", folder / "solutions", ignore=shutil.ignore_patterns("__pycache__")
    )
    (graders / "test_pooling.py").write_text(hidden_tests)
    return folder


def _judged(fleet: Fleet, source: str, seed: int = 1) -> dict[str, dict[str, Any]]:
    request = {
        "files": {"pooling.py": source.encode()},
        "seed": seed,
        "exercises": ["pooling"],
        "test_cpu_s": 2.0,
        "unsafe": False,
    }
    return {test["name"]: test for test in fleet.judge(request)["tests"]}


RIGHT_DOUBLE = "def double(x): return 2 * x\n"
LEANING = "def triple(x): return double(x) + x\n"


def test_a_test_knows_its_points_its_exercise_and_its_idea(strange: Fleet) -> None:
    tests = {test["name"]: test for test in strange.describe()["tests"]}
    assert tests["double"]["exercise"] == "pooling"
    assert tests["double"]["max_points"] == 3
    assert tests["double"]["idea"] == "Twice the number comes back."


def test_a_right_answer_wins_the_points_without_a_word(strange: Fleet) -> None:
    tests = _judged(strange, RIGHT_DOUBLE + LEANING)
    assert (tests["double"]["outcome"], tests["double"]["points"], tests["double"]["message"]) == (
        "passed",
        3,
        "",
    )
    assert tests["triple"]["message"] == ""


def test_a_wrong_answer_loses_them_and_is_told_why(strange: Fleet) -> None:
    double = _judged(strange, "def double(x): return 2.5 * x")["double"]
    assert (double["outcome"], double["points"]) == ("failed", 0)
    assert double["message"].startswith("double: gave ")
    assert "a whole number" in double["message"]


@pytest.mark.parametrize(
    "own",
    [
        "def double(x): return 3 * x\n",
        "def double(x): raise NotImplementedError\n",
        "",
        "def double(x):\n    while True: pass\n",
        "import os\ndef double(x): os._exit(1)\n",
        "import numpy as np\ndouble = np.negative\n",
        "double = 7\n",
    ],
)
def test_who_leans_on_an_own_wrong_function_loses_points_once(strange: Fleet, own: str) -> None:
    tests = _judged(strange, own + LEANING)
    assert tests["double"]["points"] == 0
    assert (tests["triple"]["outcome"], tests["triple"]["points"]) == ("passed", 2)
    assert "with a right double in place of yours" in tests["triple"]["message"]


def test_with_all_right_underneath_nothing_stands_in(strange: Fleet) -> None:
    """A fresh worker alone must not turn a wrong answer into a right one."""
    late = "calls = []\ndef triple(x):\n    calls.append(x)\n    return 3 * x if len(calls) > 1 else 0\n"
    tests = _judged(strange, RIGHT_DOUBLE + late)
    assert (tests["triple"]["outcome"], tests["triple"]["points"]) == ("failed", 0)


def test_own_parameters_behind_the_promised_ones_are_no_obstacle(strange: Fleet) -> None:
    own = "def double(x, scale=3): return scale * x\ndef triple(x): return double(x, 5) + x\n"
    assert _judged(strange, own)["triple"]["points"] == 2


def test_who_is_wrong_in_both_loses_both(strange: Fleet) -> None:
    tests = _judged(strange, "def double(x): return 3 * x\ndef triple(x): return double(x) + 1")
    assert tests["triple"]["points"] == 0
    assert tests["triple"]["message"].startswith("triple: ")


def test_an_assertion_of_the_judges_own_is_the_kits_fault(strange: Fleet) -> None:
    with pytest.raises(KitFault, match="kits_own: AssertionError: a judge must not fail like this"):
        _judged(strange, "def double(x): return x")


def test_after_a_fault_the_next_submission_is_judged(strange: Fleet) -> None:
    with pytest.raises(KitFault):
        _judged(strange, "def double(x): return x")
    assert _judged(strange, RIGHT_DOUBLE + LEANING)["double"]["points"] == 3


def test_what_a_learner_changes_in_a_worker_is_gone_in_the_next(strange: Fleet) -> None:
    _judged(strange, "import builtins, numpy\nbuiltins.trace = numpy.trace = 1\n" + RIGHT_DOUBLE + LEANING)
    spy = (
        "import builtins, numpy\n"
        "def double(x): return 'left' if hasattr(builtins, 'trace') or numpy.trace == 1 else 2 * x\n"
    )
    assert _judged(strange, spy + LEANING)["double"]["points"] == 3


def test_hidden_tests_draw_from_the_data_set_that_was_named(tmp_path: Path) -> None:
    images, labels = np.zeros((14, 28, 28), dtype=np.uint8), np.zeros(14, dtype=np.uint8)
    file = tmp_path / "data.npz"
    np.savez(file, x_train=images, y_train=labels, x_test=images[:6], y_test=labels[:6])
    hidden_test = """
import pytest
from grading.checking import check

@pytest.mark.points(1)
def test_double(learner, dataset):
    'Twice the number comes back.'
    check(learner.pooling.double(7), close_to=len(dataset.train_images))
"""
    with Fleet(_course(tmp_path, hidden_test), file) as fleet:
        assert _judged(fleet, RIGHT_DOUBLE)["double"]["outcome"] == "passed"


def test_a_fleet_that_has_ended_starts_nothing_anew(tmp_path: Path) -> None:
    """After Ctrl-C, a thread may still wait for the judge that ended with the others."""
    with Fleet(tmp_path, locate("digits")) as fleet:
        pass
    with pytest.raises(KitFault):
        fleet.judge({})
    assert not fleet._current.alive


def test_a_server_that_died_is_replaced(strange: Fleet) -> None:
    servers = strange._current._servers._processes
    for victim in (servers[0], servers[-1]):
        victim.kill()
        victim.wait()
        assert _judged(strange, RIGHT_DOUBLE + LEANING)["double"]["points"] == 3


@pytest.mark.parametrize(
    ("tests", "said"),
    [
        ("def test_x(learner):\n    'An idea.'", "x: a hidden test stands in"),
        ("import pytest\n@pytest.mark.points(1)\ndef test_x(learner): pass", "whose first line is the idea"),
        ("import nowhere", "nowhere"),
    ],
)
def test_hidden_tests_that_can_not_be_counted_stop_the_judge_with_a_reason(
    tmp_path: Path, tests: str, said: str
) -> None:
    course = _course(tmp_path, tests)
    with Fleet(course, locate("digits")) as fleet, pytest.raises(KitFault) as fault:
        fleet.describe()
    assert said in str(fault.value)


def test_pytest_judges_a_learner_whose_files_lie_in_the_checkout() -> None:
    chiara = course_root() / "examples" / "class" / "chiara"
    run = subprocess.run(
        [sys.executable, "-m", "pytest", course_root() / "graders", "--submission", chiara],
        capture_output=True,
        text=True,
        check=False,
    )
    assert "convolution: 8 of 25 points" in run.stdout, run.stdout + run.stderr


def test_pytest_judges_one_learner_in_its_own_words(tmp_path: Path) -> None:
    folder = tmp_path / "ann"
    folder.mkdir()
    for name in ("convolution.py", "pooling.py"):
        shutil.copy(course_root() / "solutions" / name, folder)
    (folder / "pooling.py").write_text("def max_pool(images, pool_size=2, stride=None): return images")
    graders = course_root() / "graders"
    run = subprocess.run(
        [sys.executable, "-m", "pytest", graders, "--submission", folder, "--seed", "3"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 1, run.stdout + run.stderr
    assert "convolution: 25 of 25 points" in run.stdout
    assert "pooling: 0 of 15 points" in run.stdout
    assert "seed: 3" in run.stdout
    assert "the right shape is" in run.stdout
    assert "Traceback" not in run.stdout


@pytest.mark.parametrize(
    ("words", "said"),
    [([], "pytest graders/ --submission DIR"), (["--submission", "nowhere"], "nowhere")],
)
def test_pytest_without_a_learner_says_what_to_give(words: list[str], said: str) -> None:
    graders = course_root() / "graders"
    run = subprocess.run(
        [sys.executable, "-m", "pytest", graders, *words], capture_output=True, text=True, check=False
    )
    assert run.returncode != 0
    assert said in run.stdout + run.stderr
