"""The hidden tests as a whole: their points, what solutions and stubs score, what strange code can't do."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from grading.course import course_root
from grading.fleet import Fleet
from grading.results import EXERCISE_NAMES
from helpers.answers import QUESTIONS
from helpers.data import load
from helpers.exercises import EXERCISES

Judge = Callable[..., Any]

POINTS = {exercise.name: exercise.points for exercise in EXERCISES}
POINTS["answers"] = sum(question.points for question in QUESTIONS)
NUMPY = [exercise.name for exercise in EXERCISES if exercise.numpy_only]
# The contract's points of single functions; where it names them only together, so does this.
FUNCTION_POINTS = {
    ("convolve",): 6,
    ("relu",): 2,
    ("output_size",): 4,
    ("conv_layer",): 13,
    ("max_pool",): 15,
    ("conv_parameters", "dense_parameters"): 6,
    ("build_model",): 14,
    ("prepare_images",): 4,
    ("compile_model",): 4,
    ("train",): 9,
    ("accuracy",): 3,
    ("train_step",): 4,
    ("fit_by_hand",): 6,
}


def test_the_bonus_comes_last_and_uses_up_no_other_s_time(fleet: Fleet) -> None:
    order = [EXERCISE_NAMES.index(test["exercise"]) for test in fleet.describe()["tests"]]
    assert order == sorted(order)
    assert EXERCISE_NAMES[order[-1]] == "bonus"


def test_points_add_up_to_the_contract_s(fleet: Fleet) -> None:
    described = fleet.describe()
    points = dict.fromkeys(POINTS, 0) | {"answers": sum(described["answers"].values())}
    for test in described["tests"]:
        points[test["exercise"]] += test["max_points"]
    assert points == POINTS
    assert sum(points.values()) - points["bonus"] == 100


def test_a_function_is_worth_what_the_contract_says(fleet: Fleet) -> None:
    tests = fleet.describe()["tests"]
    functions = [function for exercise in EXERCISES for function in exercise.functions]
    points = dict.fromkeys(FUNCTION_POINTS, 0)
    for test in tests:
        # `train_step_...` is no test of `train`.
        tested = max((name for name in functions if test["name"].startswith(f"{name}_")), key=len)
        points[next(group for group in FUNCTION_POINTS if tested in group)] += test["max_points"]
    assert points == FUNCTION_POINTS


def test_the_whole_network_reads_digits_of_the_embedded_test_set() -> None:
    with np.load(course_root() / "graders" / "data" / "network.npz") as stored:
        digits, weights = stored["digits"], [stored[f"weight_{index}"] for index in range(8)]
    test_set = load("digits")
    labels = dict(zip(map(bytes, test_set.test_images), test_set.test_labels.tolist(), strict=True))
    assert len({labels[bytes(digit)] for digit in digits}) == 3
    assert sum(weight.size for weight in weights) == 225_034


def test_solutions_score_everything(judge: Judge, solutions: dict[str, bytes]) -> None:
    verdict = judge(solutions)
    assert verdict.lost == {}
    assert verdict.points() == POINTS


@pytest.mark.parametrize("seed", [0, 2, 17, 2**31, 987654321987654321])
def test_no_seed_costs_a_right_layer_anything(judge: Judge, solutions: dict[str, bytes], seed: int) -> None:
    assert judge(solutions, NUMPY, seed).lost == {}


def test_stubs_score_nothing_and_every_test_is_missing(judge: Judge) -> None:
    names = [*(exercise.file_name for exercise in EXERCISES), "answers.md"]
    verdict = judge({name: (course_root() / "exercises" / name).read_bytes() for name in names})
    assert {test["outcome"] for test in verdict.tests.values()} == {"missing"}
    assert verdict.points() == dict.fromkeys(POINTS, 0)


def test_an_endless_loop_costs_only_the_tests_that_call_it(judge: Judge, solutions: dict[str, bytes]) -> None:
    endless = b"def convolve(image, kernel):\n    while True:\n        pass\n"
    files = solutions | {"convolution.py": solutions["convolution.py"] + b"\n\n" + endless}
    verdict = judge(files, NUMPY, test_cpu_s=1.0)
    of_convolve = {name for name in verdict.tests if name.startswith("convolve_")}
    assert set(verdict.lost) == of_convolve
    assert {verdict.tests[name]["outcome"] for name in of_convolve} == {"timeout"}


@pytest.mark.parametrize(
    "answer",
    [
        "None",
        "'a string'",
        "[[1, 2], [3]]",
        "np.array(['x'])",
        "np.array([1j])",
        "{}",
        "np.full((3, 4), np.nan)",
        "3",
        "10**400",
        "[10**400] * 3",
    ],
)
def test_strange_answers_are_wrong_and_never_the_kit_s_fault(judge: Judge, answer: str) -> None:
    files = {
        exercise.file_name: "import numpy as np\n\n"
        + "\n".join(
            f"def {function}(*args, **more):\n    return {answer}\n" for function in exercise.functions
        )
        for exercise in EXERCISES
    }
    verdict = judge({name: code.encode() for name, code in files.items()})
    assert verdict.points() == dict.fromkeys(POINTS, 0)
