"""The hidden tests judge fairly: right code of any style loses nothing, a mistake costs its own points."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from grading.course import course_root
from grading.fleet import Fleet

COURSE = course_root()
WAYS = Path(__file__).parents[1] / "ways"
# The whole network's two points come with its own issue.
POINTS = {"convolution": 24, "pooling": 14}
FUNCTION_POINTS = {"convolve": 6, "relu": 2, "output_size": 4, "conv_layer": 12, "max_pool": 14}
EXERCISE_OF = {"max_pool": "pooling"}

RIGHT = sorted(path.name for path in (WAYS / "right").iterdir())
# A function's right code and what learners get wrong about it. As data, so that a mistake is the text that it
# changes and not one more copy of the function.
MISTAKEN = {path.stem: tomllib.loads(path.read_text("utf-8")) for path in (WAYS / "wrong").glob("*.toml")}

Tests = dict[str, dict[str, Any]]


@dataclass(frozen=True)
class WrongWay:
    """A function as a learner writes it who believes something wrong.

    Attributes:
        function: the function's name.
        right: its right code.
        belief: what the learner takes for true.
        costs: names of the tests that this loses, without the function's; or only "every test".
        edits: pairs of a text that is in the code exactly once, and what stands there instead.
    """

    function: str
    right: str
    belief: str
    costs: list[str]
    edits: list[tuple[str, str]]

    def source(self) -> str:
        code = self.right
        for old, new in self.edits:
            assert code.count(old) == 1, f"should be in {self.function} exactly once: {old!r}"
            code = code.replace(old, new)
        return code

    def loses(self, tests: Tests) -> set[str]:
        if self.costs == ["every test"]:
            return of_function(self.function, tests)
        return {f"{self.function}_{name}" for name in self.costs}


WRONG = {
    f"{function}-{name}": WrongWay(function, mistaken["right"], **mistake)
    for function, mistaken in sorted(MISTAKEN.items())
    for name, mistake in mistaken["wrong"].items()
}


def sources(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.glob("*.py"))}


SOLUTIONS = sources(COURSE / "solutions")


def judge(fleet: Fleet, files: Mapping[str, bytes], seed: int = 1, test_cpu_s: float = 20.0) -> Tests:
    """Every hidden test's result by its name."""
    reply = fleet.judge(
        {
            "files": dict(files),
            "seed": seed,
            "exercises": list(POINTS),
            "test_cpu_s": test_cpu_s,
            "unsafe": False,
        }
    )
    return {test["name"]: test for test in reply["tests"]}


def not_passed(tests: Tests) -> dict[str, str]:
    return {name: test["message"] for name, test in tests.items() if test["outcome"] != "passed"}


def of_function(function: str, tests: Tests) -> set[str]:
    return {name for name in tests if name.startswith(f"{function}_")}


def replaced(function: str, source: str) -> dict[str, bytes]:
    """The solutions with one function replaced, as the last definition of a name is the one that counts."""
    file = f"{EXERCISE_OF.get(function, 'convolution')}.py"
    return SOLUTIONS | {file: SOLUTIONS[file] + b"\n\n" + source.encode()}


def test_points_add_up_to_the_contract_s(fleet: Fleet) -> None:
    tests = {test["name"]: test for test in fleet.describe()["tests"]}
    for exercise, points in POINTS.items():
        of_exercise = [test["max_points"] for test in tests.values() if test["exercise"] == exercise]
        assert sum(of_exercise) == points
    for function, points in FUNCTION_POINTS.items():
        assert sum(tests[name]["max_points"] for name in of_function(function, tests)) == points


@pytest.mark.parametrize("seed", [0, 1, 2, 17, 2**31, 987654321987654321])
def test_solutions_lose_nothing(fleet: Fleet, seed: int) -> None:
    tests = judge(fleet, SOLUTIONS, seed)
    assert not_passed(tests) == {}
    assert sum(test["points"] for test in tests.values()) == sum(POINTS.values())


def test_stubs_score_nothing_and_every_test_is_missing(fleet: Fleet) -> None:
    stubs = {f"{exercise}.py": (COURSE / "exercises" / f"{exercise}.py").read_bytes() for exercise in POINTS}
    tests = judge(fleet, stubs)
    assert {test["outcome"] for test in tests.values()} == {"missing"}
    assert sum(test["points"] for test in tests.values()) == 0


@pytest.mark.parametrize("way", RIGHT)
def test_right_ways_lose_nothing(fleet: Fleet, way: str) -> None:
    files = sources(WAYS / "right" / way)
    tests = judge(fleet, files)
    written = {name for name, test in tests.items() if f"{test['exercise']}.py" in files}
    assert written
    assert not_passed({name: tests[name] for name in written}) == {}


@pytest.mark.parametrize("function", FUNCTION_POINTS)
def test_what_wrong_ways_are_made_from_is_right(fleet: Fleet, function: str) -> None:
    assert not_passed(judge(fleet, replaced(function, MISTAKEN[function]["right"]))) == {}


@pytest.mark.parametrize("way", WRONG)
def test_wrong_ways_lose_what_they_get_wrong_and_nothing_else(fleet: Fleet, way: str) -> None:
    wrong = WRONG[way]
    tests = judge(fleet, replaced(wrong.function, wrong.source()))
    lost = not_passed(tests)
    assert lost
    assert set(lost) == wrong.loses(tests), wrong.belief


@pytest.mark.parametrize("function", FUNCTION_POINTS)
def test_every_function_has_at_least_five_wrong_ways(function: str) -> None:
    assert len(MISTAKEN[function]["wrong"]) >= 5


@pytest.mark.parametrize("mistake", ["rounds_down_same", "no_error", "unwritten"])
def test_a_wrong_output_size_is_not_punished_twice(fleet: Fleet, mistake: str) -> None:
    tests = judge(fleet, replaced("output_size", WRONG[f"output_size-{mistake}"].source()))
    layer = [tests[name] for name in of_function("conv_layer", tests)]
    assert sum(test["points"] for test in layer) == FUNCTION_POINTS["conv_layer"]
    told = [test["message"] for test in layer if test["message"]]
    assert told
    assert all("output_size" in message for message in told)


def test_two_mistakes_cost_both(fleet: Fleet) -> None:
    """With right sizes standing in, a wrong conv_layer is still wrong."""
    layer, size = WRONG["conv_layer-odd_zero_before"], WRONG["output_size-rounds_down_same"]
    tests = judge(fleet, replaced("conv_layer", f"{layer.source()}\n\n{size.source()}"))
    assert set(not_passed(tests)) == layer.loses(tests) | size.loses(tests)


def test_an_endless_loop_costs_only_the_tests_that_call_it(fleet: Fleet) -> None:
    endless = "def convolve(image, kernel):\n    while True:\n        pass\n"
    tests = judge(fleet, replaced("convolve", endless), test_cpu_s=1.0)
    assert set(not_passed(tests)) == of_function("convolve", tests)
    assert {tests[name]["outcome"] for name in of_function("convolve", tests)} == {"timeout"}


@pytest.mark.parametrize(
    "answer",
    [
        "None",
        "'a string'",
        "[[1, 2], [3]]",
        "np.array(['x'])",
        "np.array([1j])",
        "{}",
        "np.full(x.shape, np.nan)",
        "3",
    ],
)
def test_strange_answers_are_wrong_and_never_the_kit_s_fault(fleet: Fleet, answer: str) -> None:
    functions = [
        "convolve(x, kernel)",
        "relu(x)",
        "output_size(*x, **more)",
        "conv_layer(x, *rest, **more)",
        "max_pool(x, *rest, **more)",
    ]
    code = "import numpy as np\n\n" + "\n".join(f"def {head}:\n    return {answer}\n" for head in functions)
    tests = judge(fleet, {"convolution.py": code.encode(), "pooling.py": code.encode()})
    assert sum(test["points"] for test in tests.values()) == 0
