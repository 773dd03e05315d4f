"""The cells of a learner add up to what counts."""

import pytest

from grading.exchange.gradebook.points import Sheet, maximum, sheet
from grading.results import Adjustment, Result
from tests.grading.gradebook.conftest import make_result


def points_of(result: Result) -> Sheet:
    return sheet(result, maximum([make_result("whole")]))


def total(of: Sheet) -> float:
    return sum(task.counted for task in of.tasks.values()) - of.penalty


def test_a_function_is_worth_the_points_of_its_hidden_tests() -> None:
    made = points_of(make_result("ann", lost={"conv_layer_b": "", "train_a": ""}))
    assert made.tasks["conv_layer"].counted == 12
    assert made.tasks["train"].counted == 1
    assert made.tasks["train_step"].found == 4
    assert made.tasks["max_pooling"].counted == 10


@pytest.mark.parametrize(("bonus", "final"), [("separate", 100), ("add", 110), ("cap", 103)])
def test_the_bonus_counts_as_the_course_says(bonus: str, final: float) -> None:
    made = points_of(make_result("ann", final=final))
    assert total(made) == final
    assert sum(task.counted for task in made.tasks.values() if task.exercise == "bonus") == final - 100, bonus
    assert made.penalty == 0


def test_being_late_is_a_penalty_and_no_cell_loses_points() -> None:
    made = points_of(make_result("ann", late_penalty=20, final=80))
    assert made.penalty == 20
    assert made.tasks["convolve"].counted == 6


@pytest.mark.parametrize(
    ("of", "cells"),
    [
        ("conv_layer_b", {"conv_layer": 13}),
        ("max_pooling", {"max_pooling": 9}),
        ("relu", {"relu": 2}),
        ("pooling", {"max_pool": 15}),
    ],
)
def test_what_persons_adjusted_is_part_of_the_cell_that_it_is_about(of: str, cells: dict[str, float]) -> None:
    lost = {"conv_layer_b": "", "relu_b": "", "max_pool_b": ""}
    before = make_result("ann", lost, answers={"max_pooling": 8})
    score = before.score or 0
    made = points_of(
        make_result(
            "ann",
            lost,
            answers={"max_pooling": 8},
            adjustments=(Adjustment(of, 1, 1, "right after all"),),
            adjustment=1,
            final=score + 1,
        )
    )
    assert {name: made.tasks[name].counted for name in cells} == cells
    assert total(made) == score + 1


def test_points_of_a_whole_exercise_are_spread_where_there_is_room() -> None:
    lost = {"convolve_a": "", "relu_a": ""}  # 1 of 6 and 1 of 2 are left
    waived = Adjustment("convolution", 25, 6, "the stub was wrong")
    made = points_of(make_result("ann", lost, adjustments=(waived,), adjustment=6, final=100))
    assert {name: made.tasks[name].counted for name in ("convolve", "relu", "output_size", "conv_layer")} == {
        "convolve": 6,
        "relu": 2,
        "output_size": 4,
        "conv_layer": 13,
    }
    taken = Adjustment("convolution", 0, -25, "not the learner's own")
    made = points_of(make_result("ann", adjustments=(taken,), adjustment=-25, final=75))
    assert {task.counted for task in made.tasks.values() if task.exercise == "convolution"} == {0}
    assert total(made) == 75


def test_thirds_leave_no_dust() -> None:
    lost = {"conv_parameters_a": "", "dense_parameters_a": "", "build_model_a": ""}
    some = Adjustment("model", 3.1, 0.1, "a tenth")
    made = points_of(make_result("ann", lost, adjustments=(some,), adjustment=0.1, final=83.1))
    assert total(made) == pytest.approx(83.1, abs=1e-9)
    assert all(round(task.counted, 6) == task.counted for task in made.tasks.values())


def test_nobody_falls_below_what_the_course_allows() -> None:
    none = {test.name: "" for test in make_result("whole").tests}
    made = points_of(make_result("ann", none, answers={"max_pooling": 0, "cnn_vs_vit": 3}, final=5))
    assert total(made) == 5, "what no cell accounts for is still in the sum"


def test_an_invalid_submission_has_0_in_every_cell() -> None:
    most = {"convolution": 25.0, "answers": 20.0, "bonus": 10.0}
    result = Result.without_tests("ann", "invalid", "A link.", most, digest="d", kit_version="1")
    made = points_of(result)
    assert {task.counted for task in made.tasks.values()} == {0}
    assert made.tasks["conv_layer"].most == 13


def test_without_a_score_there_is_nothing_to_write() -> None:
    result = Result.without_tests("ann", "ungraded", "No judge.", {}, digest="d", kit_version="1")
    with pytest.raises(ValueError, match="No judge"):
        points_of(result)
