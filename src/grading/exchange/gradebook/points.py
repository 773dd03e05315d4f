"""What each graded cell of the assignment is worth to a learner, so that the cells add up to what counts."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from grading.fields import Number
from grading.results import Result, tidy
from helpers.answers import QUESTIONS
from helpers.exercises import EXERCISES, function_tested_by

_BY_NAME = {exercise.name: exercise for exercise in EXERCISES}


@dataclass(frozen=True)
class Task:
    """What a learner won with one function or one written answer.

    Attributes:
        id: the function's name or the question's id.
        exercise: the exercise that it belongs to.
        found: points that the kit found.
        most: points to be won.
        counted: points that count in the course: adjusted, and of the bonus what the course counts.
        needs_review: whether a person should look at it.
    """

    id: str
    exercise: str
    found: Number
    most: Number
    counted: Number
    needs_review: bool = False


@dataclass(frozen=True)
class Sheet:
    """A learner's points as a gradebook keeps them.

    Attributes:
        tasks: by id; those that were graded.
        penalty: points off the sum of all that is counted, which leaves what is final.
    """

    tasks: Mapping[str, Task]
    penalty: Number


def maximum(results: Iterable[Result]) -> dict[str, Number]:
    """Points to be won with every task that is graded in these results, by its id."""
    graded = {name for result in results for name, exercise in result.exercises.items() if exercise.max_score}
    most: dict[str, Number] = {}
    for exercise in EXERCISES:
        if exercise.name in graded:
            most |= exercise.worth
    if "answers" in graded:
        most |= {question.id: question.points for question in QUESTIONS}
    return most


def task_of(test: str, exercise: str) -> str:
    """The function that a hidden test is about.

    Args:
        test: the test's name.
        exercise: the exercise's name.

    Raises:
        ValueError: there is none.
    """
    function = exercise in _BY_NAME and function_tested_by(test, _BY_NAME[exercise])
    if not function:
        raise ValueError(f"The hidden test {test} is named after no function of {exercise}.")
    return function


def sheet(result: Result, most: Mapping[str, Number]) -> Sheet:
    """A learner's points by task.

    What persons adjusted is part of the task that it is about; of a whole exercise, it is spread over its
    tasks: points that are added go where there is room for them, points that are taken come from where there
    are some. The bonus counts as the course says: with a bonus that stands apart, its tasks count 0. So the
    tasks add up to the final score and the penalty for being late, and should they ever not (a course may let
    nobody fall below 0), the penalty takes up the difference.

    Args:
        result: of a learner who has a score.
        most: what `maximum` gave for the class: whose submission is `invalid` has 0 of each.

    Raises:
        ValueError: for a result without a score.
    """
    if result.score is None:
        raise ValueError(f"{result.student} has no score: {result.problem}")
    tasks = _found(result, most)
    for adjustment in result.adjustments:
        about = [task for task in tasks.values() if adjustment.of in names(task.id, task.exercise, result)]
        tasks |= {task.id: task for task in _spread(about, adjustment.change)}

    final = result.score if result.final is None else result.final
    bonus = [replace(task, counted=0) for task in tasks.values() if task.exercise == "bonus"]
    others = sum(task.counted for task in tasks.values() if task.exercise != "bonus")
    counted = max(0, final + result.late_penalty - others)
    tasks |= {task.id: task for task in _spread(bonus, counted)}
    return Sheet(tasks, tidy(sum(task.counted for task in tasks.values()) - final))


def names(task: str, exercise: str, result: Result) -> set[str]:
    """All names by which somebody may adjust a task: its own, its exercise's, its hidden tests'."""
    tests = {
        test.name
        for test in result.tests
        if test.exercise == exercise and task_of(test.name, exercise) == task
    }
    return {task, exercise, *tests}


def _found(result: Result, most: Mapping[str, Number]) -> dict[str, Task]:
    won: dict[str, Number] = {answer.question: answer.points for answer in result.answers}
    for test in result.tests:
        task = task_of(test.name, test.exercise)
        won[task] = won.get(task, 0) + test.points
    exercise_of = {function: exercise.name for exercise in EXERCISES for function in exercise.functions}
    unsure = {answer.question for answer in result.to_review}
    return {
        task: Task(
            task,
            exercise_of.get(task, "answers"),
            tidy(won.get(task, 0)),
            points,
            tidy(won.get(task, 0)),
            task in unsure,
        )
        for task, points in most.items()
        if task in won or result.status != "graded"
    }


def _spread(tasks: list[Task], change: Number) -> list[Task]:
    """The tasks with another sum: what is added goes by the room above, what is taken by what is there."""
    rooms = [task.most - task.counted if change > 0 else task.counted for task in tasks]
    spread, left = [], change
    for index, (task, room) in enumerate(zip(tasks, rooms, strict=True)):
        rest = sum(rooms[index:])
        share = left if index == len(tasks) - 1 else tidy(left * room / rest) if rest else 0
        spread.append(replace(task, counted=tidy(task.counted + share)))
        left = tidy(left - share)
    return spread
