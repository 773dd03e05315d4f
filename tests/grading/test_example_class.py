"""The example class is what its README says; tests/system/test_fresh_clone.py grades it."""

from grading.course import course_root
from grading.intake import find_entries
from helpers.answers import FILE_NAME
from helpers.exercises import EXERCISES
from tests.grading.example_class import EXAMPLES, promised


def test_the_readme_names_every_entry() -> None:
    assert sorted(promised()) == [entry.student for entry in find_entries(EXAMPLES / "class")[0]]


def test_elif_hands_in_the_stubs_untouched() -> None:
    handed_in = {path.name: path.read_bytes() for path in (EXAMPLES / "class" / "elif").iterdir()}
    assert sorted(handed_in) == sorted([FILE_NAME, *(exercise.file_name for exercise in EXERCISES)])
    assert handed_in == {name: (course_root() / "exercises" / name).read_bytes() for name in handed_in}
