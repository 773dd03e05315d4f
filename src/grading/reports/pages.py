"""What all pages share: how texts get into them, and what exercises, questions and tests are called."""

import jinja2

from grading.results import TestResult, tidy
from helpers.answers import QUESTIONS
from helpers.exercises import EXERCISES

_TITLES = {exercise.name: exercise.title for exercise in EXERCISES} | {"answers": "Written answers"}
_HEADINGS = {question.id: question.heading for question in QUESTIONS}


def title(exercise: str) -> str:
    """How an exercise is called, by its name in results."""
    return _TITLES.get(exercise, exercise.capitalize())


def heading(question: str) -> str:
    """A question in full, by its id."""
    return _HEADINGS.get(question, words(question).capitalize())


def idea(test: TestResult) -> str:
    """What a hidden test looks at."""
    return test.idea or words(test.name.removeprefix("test_")).capitalize()


def words(identifier: str) -> str:
    """An id as words."""
    return identifier.replace("_", " ")


def render(template: str, **values: object) -> str:
    """A page: one HTML file that loads nothing and runs nothing.

    Args:
        template: name of a file in `templates`.
        values: what it shows. Every text is shown as text, whatever it holds.
    """
    return _ENVIRONMENT.get_template(template).render(values)


def _visible(text: str) -> str:
    """Without control characters, which a browser would drop or take for the end of the page."""
    return "".join(
        character if character.isprintable() or character in "\n\t" else "\ufffd" for character in text
    )


_ENVIRONMENT = jinja2.Environment(
    loader=jinja2.PackageLoader("grading.reports"),
    autoescape=True,
    undefined=jinja2.StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
_ENVIRONMENT.filters.update(
    heading=heading, idea=idea, points=tidy, title_of=title, visible=_visible, words=words
)
