"""The score card at the end of a run: what is done, what to do next, and what hidden tests look at besides.

Plain ASCII without colour, so that every console shows it alike.
"""

import textwrap
from collections.abc import Iterator
from pathlib import PurePosixPath

from helpers.exercises import EXERCISES, Exercise
from helpers.run import Outcome, Run

_WIDTH = 78


def render(run: Run) -> str:
    """Write the messages of all checks that are not passed, then the card.

    Args:
        run: a run with at least one selected check.
    """
    parts = [*_messages(run), _rule("Score card"), *_lines(run), "", *_next(run), "", *_hidden(run)]
    return "\n".join(parts)


def exercise_of(check: str) -> Exercise | None:
    """The exercise whose checks stand in the file `test_<name>.py`, by a check's id."""
    stem = PurePosixPath(check.partition("::")[0]).stem
    return next((exercise for exercise in EXERCISES if stem == f"test_{exercise.name}"), None)


def _messages(run: Run) -> Iterator[str]:
    for check, idea in run.ideas.items():
        outcome = run.outcomes.get(check)
        if outcome is None or not outcome.message or outcome.status == "unwritten":
            continue
        yield _rule(check.rpartition("::")[2])
        yield f"{idea}\n\n{outcome.message}\n"
        if outcome.output:
            yield f"Your code printed:\n{textwrap.indent(outcome.output.rstrip(), '    ')}\n"


def _lines(run: Run) -> Iterator[str]:
    for exercise, outcomes in _by_exercise(run):
        passed = sum(outcome.status == "passed" for outcome in outcomes)
        total = run.totals[exercise.name]
        score = f"{exercise.title:<14}{f'{passed} of {total}':>8} checks"
        unwritten = {outcome.function for outcome in outcomes if outcome.status == "unwritten"}
        names = [function for function in exercise.functions if function in unwritten]
        notes = [f"not written yet: {', '.join(names)}"] if names else []
        if not_run := total - len(outcomes):
            notes.append(f"{not_run} not run")
        yield "   ".join([score, "; ".join(notes)]).rstrip()


def _next(run: Run) -> Iterator[str]:
    """One concrete thing to do: the first check, in the lesson's order, that is not passed."""
    for check in run.ideas:
        exercise, outcome = exercise_of(check), run.outcomes.get(check)
        if exercise is None or (outcome is not None and outcome.status == "passed"):
            continue
        if outcome is None:
            yield "Next: run the remaining checks as well."
        elif outcome.status == "unwritten" and outcome.function:
            task = exercise.tasks.get(outcome.function, "your own helper")
            yield f"Next: write {outcome.function} in {exercise.file_name}: {task}"
            yield f"      ({outcome.message})."
        else:
            name = check.rpartition("::")[2]
            yield f"Next: read what {name} says above and correct {exercise.file_name}."
            yield f"      To run only this check, add: -k {name}"
        return
    if sum(run.totals.values()) > len(run.ideas):
        yield "All the checks that you chose are passed. Next: run all of them."
    else:
        yield "Well done, every visible check is passed!"


def _hidden(run: Run) -> Iterator[str]:
    exercises = [exercise for exercise, _ in _by_exercise(run)]
    worth = ", ".join(f"{exercise.title} {exercise.points}" for exercise in exercises)
    yield from textwrap.wrap(
        f"Your points ({worth}) come from hidden tests when you hand in. Besides these checks they look at:",
        _WIDTH,
    )
    for exercise in exercises:
        yield from textwrap.wrap(
            f"{exercise.title}: {exercise.hidden_ideas}.", _WIDTH, initial_indent="- ", subsequent_indent="  "
        )


def _by_exercise(run: Run) -> list[tuple[Exercise, list[Outcome]]]:
    """The exercises that take part, with the outcomes of their checks so far."""
    return [
        (exercise, [outcome for check, outcome in run.outcomes.items() if exercise_of(check) is exercise])
        for exercise in EXERCISES
        if run.totals.get(exercise.name)
    ]


def _rule(title: str) -> str:
    return f"--- {title} ".ljust(_WIDTH, "-")
