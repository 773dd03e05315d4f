"""Whether an answer is the lesson's own text: that is allowed, and said."""

from functools import cache

from grading.answers.words import tokens
from grading.course import course_root

# So many words in a row are no coincidence.
_RUN = 7
_MOSTLY = 0.5


def quotes_lesson(text: str) -> bool:
    """Whether at least half of an answer's words stand in the lesson just so, seven or more in a row."""
    words = [word for word, _, _ in tokens(text)]
    quoted: set[int] = set()
    for start, run in enumerate(_runs(words)):
        if run in _lesson_runs():
            quoted.update(range(start, start + _RUN))
    return bool(words) and len(quoted) >= _MOSTLY * len(words)


def _runs(words: list[str]) -> list[tuple[str, ...]]:
    return [tuple(words[start : start + _RUN]) for start in range(len(words) - _RUN + 1)]


@cache
def _lesson_runs() -> frozenset[tuple[str, ...]]:
    lesson = (course_root() / "exercises" / "README.md").read_text(encoding="utf-8")
    return frozenset(_runs([word for word, _, _ in tokens(lesson)]))
