"""What a gradebook tells a learner of each task: as much as the course shows."""

from itertools import zip_longest

from grading.exchange.gradebook.points import Sheet, Task, names, task_of
from grading.policy.course import Level
from grading.reports.pages import idea
from grading.results import Result, tidy


def comments(result: Result, sheet: Sheet, level: Level) -> dict[str, str]:
    """A comment for each task, by its id, in Markdown.

    nbgrader's feedback page reads comments as Markdown and leaves HTML in them as it is. So what may hold a
    learner's own words stands as code.

    Args:
        result: the learner's.
        sheet: the points by task.
        level: `none` gives empty comments, `scores` points alone.
    """
    if level == "none":
        return dict.fromkeys(sheet.tasks, "")
    return {
        task.id: "\n\n".join([*_points(task, result), *(_said(task, result) if level != "scores" else ())])
        for task in sheet.tasks.values()
    }


def _points(task: Task, result: Result) -> list[str]:
    said = [f"Found: {tidy(task.found)} of {tidy(task.most)} points."]
    about = names(task.id, task.exercise, result)
    for adjustment in result.adjustments:
        if adjustment.of in about:
            by = f" ({adjustment.by})" if adjustment.by else ""
            said.append(f"Decided by a person{by}: {adjustment.of} is worth {tidy(adjustment.points)}.")
            said.append(_as_code(adjustment.reason))
    if task.exercise == "bonus" and task.found and not task.counted:
        said.append("In this course the bonus stands apart, so it adds nothing here.")
    return said


def _said(task: Task, result: Result) -> list[str]:
    if result.problem:
        return [_as_code(result.problem)]
    lost = [
        test
        for test in result.tests
        if test.outcome != "passed" and task_of(test.name, test.exercise) == task.id
    ]
    said = []
    for test, following in zip_longest(lost, lost[1:]):
        said.append(f"- {idea(test)} ({tidy(test.points)} of {tidy(test.max_points)})")
        # What is true of several tests, such as that nothing is written yet, is said once.
        if test.message and (following is None or following.message != test.message):
            said.append(_as_code(test.message))
    said += [_as_code(answer.message) for answer in result.answers if answer.question == task.id]
    return said


def _as_code(text: str) -> str:
    return "\n".join(f"    {line}" for line in text.splitlines())
