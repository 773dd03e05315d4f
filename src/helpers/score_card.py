"""The score card at the end of a run: what is done, what to do next, and what hidden tests look at besides.

Plain ASCII without colour, so that every console shows it alike.
"""

import textwrap
from collections.abc import Iterator, Mapping
from pathlib import Path, PurePosixPath

from helpers.answers import FILE_NAME, QUESTIONS, Question, read_answers, read_stray_text
from helpers.exercises import EXERCISES, Exercise
from helpers.hints import Hints, read_hints
from helpers.naming import name_beliefs
from helpers.run import Outcome, Run

_WIDTH = 78
_MORE_HINTS = "pytest exercises/ --hints 2"


def render(run: Run, folder: Path | None = None, layers: int = 1) -> str:
    """Write the messages of all checks that are not passed, then the card.

    Args:
        run: a run with at least one selected check.
        folder: where the written answers and the hints lie; without it, the card does not speak of them.
        layers: how many hints are given for a belief, 1 to 3.
    """
    answers = _WrittenAnswers(folder) if folder else None
    hints = read_hints(folder) if folder else Hints()
    named = name_beliefs(run.outcomes, hints)
    parts = [*_messages(run, _Explainer(hints, layers, named)), _rule("Score card"), *_lines(run)]
    if answers:
        parts.append(answers.line)
    parts += ["", *_next(run, answers), "", *_hidden(run)]
    if answers:
        parts.append(answers.worth)
    if named and layers == 1:
        parts += ["", f"{_MORE_HINTS} shows one more hint for each idea named above."]
    return "\n".join(parts)


def render_function(run: Run, function: str, folder: Path, layers: int = 1) -> str:
    """Write the messages of one function's checks that are not passed, and how many are.

    Args:
        run: a run of this function's checks alone.
        function: its name.
        folder: where the hints lie.
        layers: how many hints are given for a belief, 1 to 3.
    """
    hints = read_hints(folder)
    named = name_beliefs(run.outcomes, hints)
    passed = sum(outcome.status == "passed" for outcome in run.outcomes.values())
    counted = f"{function}: {passed} of {len(run.ideas)} checks"
    unwritten = [outcome.message for outcome in run.outcomes.values() if outcome.status == "unwritten"]
    if unwritten and not passed:
        counted += f"\nNot written yet: {unwritten[0]}."
    parts = [*_messages(run, _Explainer(hints, layers, named)), counted]
    if named and layers == 1:
        parts.append(f'check("{function}", hints=2) shows one more hint for each idea named above.')
    return "\n".join(parts)


def exercise_of(check: str) -> Exercise | None:
    """The exercise whose checks stand in the file `test_<module>.py`, by a check's id."""
    stem = PurePosixPath(check.partition("::")[0]).stem
    return next((exercise for exercise in EXERCISES if stem == f"test_{exercise.module}"), None)


class _WrittenAnswers:
    """What the card says of the file with the written answers."""

    def __init__(self, folder: Path) -> None:
        try:
            content = (folder / FILE_NAME).read_bytes()
        except OSError:
            self.readable, text = False, ""
        else:
            # Only whether there are words matters here, so a strange encoding does no harm.
            self.readable, text = True, content.decode("utf-8", "replace")
        answers = read_answers(text)
        self.astray = bool(not any(answers.values()) and read_stray_text(text))
        self.unwritten: list[Question] = [question for question in QUESTIONS if not answers[question.id]]

    @property
    def topics(self) -> str:
        """What is not written yet."""
        return " and ".join(question.topic for question in self.unwritten)

    @property
    def line(self) -> str:
        """The line below those of the exercises."""
        if self.astray:
            return f"Written answers   not yet: {FILE_NAME} has text, but none below a question"
        if not self.readable:
            return f"Written answers   not yet: there is no {FILE_NAME} here"
        if not self.unwritten:
            return "Written answers   written"
        if len(self.unwritten) == len(QUESTIONS):
            return "Written answers   not yet; read after hand-in"
        return f"Written answers   not yet: {self.topics}; read after hand-in"

    @property
    def task(self) -> str:
        """The one thing to do next."""
        if self.astray:
            return f"Next: in {FILE_NAME}, move each answer below the heading of its question."
        if not self.readable:
            return f"Next: take {FILE_NAME} from the exercises as you got them, and write in it."
        return f"Next: write in {FILE_NAME} what you know about\n      {self.topics}."

    @property
    def worth(self) -> str:
        """What a learner should know about the points."""
        points = sum(question.points for question in QUESTIONS)
        return f"- Written answers ({points} points): read after hand-in, for ideas, in any words."


class _Explainer:
    """Tells which belief a failed check's answer goes with, and tells each belief once."""

    def __init__(self, hints: Hints, layers: int, named: Mapping[str, tuple[str, ...]]) -> None:
        self._hints = hints
        self._layers = layers
        self._named = named
        self._told: dict[str, str] = {}

    def lines(self, check: str, cause: str | None) -> Iterator[str]:
        """What follows a check's message."""
        ids = self._named.get(check, ())
        if not ids and cause:
            yield f"Likely cause: {cause}"
        for place in dict.fromkeys(self._told[one] for one in ids if one in self._told):
            yield f"The same idea as in {place} above."
        for number, one in enumerate(one for one in ids if one not in self._told):
            self._told[one] = _name(check)
            misconception = self._hints.beliefs[one]
            begin = "And also like code" if number else "It answers like code"
            yield _wrapped(f"{begin} that believes: {misconception.belief}")
            for layer, hint in enumerate(misconception.hints[: self._layers], 1):
                yield _wrapped(f"Hint {layer}: {hint}")


def _messages(run: Run, explainer: _Explainer) -> Iterator[str]:
    for check, idea in run.ideas.items():
        outcome = run.outcomes.get(check)
        if outcome is None or not outcome.message or outcome.status == "unwritten":
            continue
        yield _rule(_name(check))
        yield "\n".join([f"{idea}\n", outcome.message, *explainer.lines(check, outcome.cause), ""])
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


def _next(run: Run, answers: _WrittenAnswers | None) -> Iterator[str]:
    """One thing to do: the first check, in the lesson's order, that is not passed, or the answers."""
    for check in run.ideas:
        exercise, outcome = exercise_of(check), run.outcomes.get(check)
        if exercise is None or (outcome is not None and outcome.status == "passed"):
            continue
        begun = outcome is not None and outcome.status != "unwritten"
        # What counts in full comes before an unwritten bonus.
        if exercise.name == "bonus" and not begun and answers and answers.unwritten:
            yield answers.task
        elif outcome is None:
            yield "Next: run the remaining checks as well."
        elif outcome.status == "unwritten" and outcome.function:
            task = exercise.tasks.get(outcome.function, "your own helper")
            yield f"Next: write {outcome.function} in {exercise.file_name}: {task}"
            yield f"      ({outcome.message})."
        else:
            name = _name(check)
            yield f"Next: read what {name} says above and correct {exercise.file_name}."
            yield f"      To run only this check, add: -k {name}"
        return
    if sum(run.totals.values()) > len(run.ideas):
        yield "All the checks that you chose are passed. Next: run all of them."
    elif answers and answers.unwritten:
        yield "Every visible check is passed."
        yield answers.task
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


def _name(check: str) -> str:
    return check.rpartition("::")[2]


def _wrapped(text: str) -> str:
    return textwrap.fill(text, _WIDTH, subsequent_indent="    ")


def _rule(title: str) -> str:
    return f"--- {title} ".ljust(_WIDTH, "-")
