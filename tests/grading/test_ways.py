"""The hidden tests judge fairly: right code of any style loses nothing, a mistake costs its own points."""

import tomllib
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from dataclasses import dataclass
from itertools import zip_longest
from pathlib import Path
from typing import Any

import pytest

from grading.course import course_root
from helpers.exercises import EXERCISES

Judge = Callable[..., Any]

# They train the whole network, up to four times: only ways that may cost them are judged by them.
WHOLE_TRAININGS = frozenset({"train_learns", "compile_model_learns"})
WAYS = Path(__file__).parents[1] / "ways"
FILE_OF = {function: exercise.file_name for exercise in EXERCISES for function in exercise.functions}
EXERCISE_OF = {exercise.file_name: exercise.name for exercise in EXERCISES}
SOLUTIONS = {file: (course_root() / "solutions" / file).read_bytes() for file in EXERCISE_OF}
# A function's right code and what learners get wrong about it. As data, so that a mistake is the text that it
# changes and not one more copy of the function.
MISTAKEN = {
    function: tomllib.loads((WAYS / "wrong" / f"{function}.toml").read_text("utf-8")) for function in FILE_OF
}


def of_function(function: str, tests: dict[str, Any]) -> set[str]:
    """Names of the tests of a function, which they begin with; `train_step_...` is no test of `train`."""
    longer = tuple(f"{other}_" for other in FILE_OF if other.startswith(f"{function}_"))
    return {name for name in tests if name.startswith(f"{function}_") and not name.startswith(longer)}


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

    @property
    def may_not_learn(self) -> bool:
        """Whether it costs a whole training."""
        names = {f"{self.function}_{cost}" for cost in self.costs}
        every = self.costs == ["every test"] and f"{self.function}_learns" in WHOLE_TRAININGS
        return every or not names.isdisjoint(WHOLE_TRAININGS)

    def loses(self, tests: dict[str, Any]) -> set[str]:
        if self.costs == ["every test"]:
            return of_function(self.function, tests)
        return {f"{self.function}_{name}" for name in self.costs}


RIGHT = {
    folder.name: {path.name: path.read_bytes() for path in folder.glob("*.py")}
    for folder in sorted((WAYS / "right").iterdir())
}
WRONG = {
    f"{function}-{name}": WrongWay(function, mistaken["right"], **mistake)
    for function, mistaken in MISTAKEN.items()
    for name, mistake in mistaken["wrong"].items()
}


def with_functions(sources: dict[str, str]) -> dict[str, bytes]:
    """The solutions with some functions replaced, as the last definition of a name is the one that counts."""
    files = dict(SOLUTIONS)
    for function, source in sources.items():
        files[FILE_OF[function]] += f"\n\n{source}".encode()
    return files


@dataclass(frozen=True, eq=False)
class Submission:
    """Files in which one or several ways are judged, in which exercises, and without which tests."""

    files: dict[str, bytes]
    exercises: set[str]
    without: frozenset[str] = frozenset()


def packs() -> Iterator[list[str]]:
    """Wrong ways that are judged in one submission.

    Keras takes its time, so a submission holds a wrong way of each function of a Keras exercise: each still
    has to lose its own tests and no others. Functions of convolution.py may call each other: there it is one.
    Ways that cost whole trainings come together.
    """
    for exercise in EXERCISES:
        ways = [[way for way in WRONG if WRONG[way].function == function] for function in exercise.functions]
        for of_one in ways:
            of_one.sort(key=lambda way: not WRONG[way].may_not_learn)
        if exercise.numpy_only:
            yield from ([way] for of_one in ways for way in of_one)
        else:
            yield from ([way for way in pack if way] for pack in zip_longest(*ways))


SUBMISSION_OF = {
    way: Submission(files, {EXERCISE_OF[file] for file in files if file in EXERCISE_OF})
    for way, files in RIGHT.items()
}
for pack in packs():
    functions = {WRONG[way].function: WRONG[way].source() for way in pack}
    submission = Submission(
        with_functions(functions),
        {EXERCISE_OF[FILE_OF[name]] for name in functions},
        frozenset() if any(WRONG[way].may_not_learn for way in pack) else WHOLE_TRAININGS,
    )
    SUBMISSION_OF |= dict.fromkeys(pack, submission)


@pytest.fixture(scope="module")
def verdicts(judge_ahead: Callable[..., Future[Any]], selected: list[str]) -> dict[Submission, Future[Any]]:
    """The verdict on each submission that a test asks for."""
    submissions = dict.fromkeys(SUBMISSION_OF[way] for way in selected if way in SUBMISSION_OF)
    return {one: judge_ahead(one.files, sorted(one.exercises), without=one.without) for one in submissions}


@pytest.mark.parametrize("way", RIGHT)
def test_right_ways_lose_nothing(verdicts: dict[Submission, Future[Any]], way: str) -> None:
    verdict = verdicts[SUBMISSION_OF[way]].result()
    assert verdict.tests
    assert verdict.lost == {}


@pytest.mark.parametrize("way", WRONG)
def test_wrong_ways_lose_their_own_tests(verdicts: dict[Submission, Future[Any]], way: str) -> None:
    wrong = WRONG[way]
    verdict = verdicts[SUBMISSION_OF[way]].result()
    lost = of_function(wrong.function, verdict.lost)
    assert lost
    assert lost == wrong.loses(verdict.tests), wrong.belief
    together = [other for other in WRONG if SUBMISSION_OF[other] is SUBMISSION_OF[way]]
    of_them = set().union(*(of_function(WRONG[other].function, verdict.tests) for other in together))
    assert set(verdict.lost) <= of_them


def test_a_mistake_in_every_file_costs_its_own_tests_in_each(judge: Judge) -> None:
    mistakes = [
        *(
            "convolve-flipped",
            "max_pool-zero_start",
            "dense_parameters-no_biases",
            "build_model-sigmoid_head",
        ),
        *("prepare_images-not_scaled", "train-forged", "train_step-two_steps", "fit_by_hand-unshuffled"),
    ]
    ways = [WRONG[name] for name in mistakes]
    verdict = judge(with_functions({way.function: way.source() for way in ways}))
    assert set(verdict.lost) == set().union(*(way.loses(verdict.tests) for way in ways))


def test_what_wrong_ways_are_made_from_is_right(judge: Judge) -> None:
    verdict = judge(with_functions({function: mistaken["right"] for function, mistaken in MISTAKEN.items()}))
    assert verdict.lost == {}


@pytest.mark.parametrize("function", FILE_OF)
def test_every_function_has_at_least_five_wrong_ways(function: str) -> None:
    assert len(MISTAKEN[function]["wrong"]) >= 5


@pytest.mark.parametrize("mistake", ["rounds_down_same", "no_error", "unwritten"])
def test_a_wrong_output_size_is_not_punished_twice(judge: Judge, mistake: str) -> None:
    source = WRONG[f"output_size-{mistake}"].source()
    verdict = judge(with_functions({"output_size": source}), ["convolution"])
    layer = [verdict.tests[name] for name in of_function("conv_layer", verdict.tests)]
    assert sum(test["points"] for test in layer) == sum(test["max_points"] for test in layer)
    told = [test["message"] for test in layer if test["message"]]
    assert told
    assert all("output_size" in message for message in told)


def test_two_mistakes_cost_both(judge: Judge) -> None:
    """With right sizes standing in, a wrong conv_layer is still wrong."""
    layer, size = WRONG["conv_layer-odd_zero_before"], WRONG["output_size-rounds_down_same"]
    files = with_functions({"conv_layer": layer.source(), "output_size": size.source()})
    verdict = judge(files, ["convolution"])
    assert set(verdict.lost) == layer.loses(verdict.tests) | size.loses(verdict.tests)
