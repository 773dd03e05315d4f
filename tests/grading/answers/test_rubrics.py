"""A rubric is data that people write: what is wrong with one is said by name."""

from pathlib import Path

import pytest

from grading.answers.rubrics import RubricError, load_rubrics, read_rubric
from helpers.answers import QUESTIONS

RUBRIC = """
question = "weather"
points = 3
[words]
wet = ["rain", "rainy", "drizzl*"]
very_wet = ["{wet}", "flood"]
[subjects]
topic = ["today"]
[kinds]
reason = ["one is missing", "two are missing"]
[[criteria]]
id = "wet"
points = 2
kind = "reason"
compares = false
found = "the water"
says = ["it .. {very_wet}", "cloud & dark"]
[[criteria]]
id = "cold"
points = 1
kind = "reason"
compares = false
found = "the temperature"
says = ["cold"]
"""


def test_the_course_has_a_rubric_for_every_question_worth_what_the_question_says() -> None:
    rubrics = load_rubrics()

    assert {name: rubric.points for name, rubric in rubrics.items()} == {
        question.id: question.points for question in QUESTIONS
    }
    points = {criterion.id: criterion.points for rubric in rubrics.values() for criterion in rubric.criteria}
    pooling = {"takes_maximum": 3, "shrinks_maps": 3, "shift_tolerance": 4}
    transformers = {"small_data": 3, "simpler": 2, "transferable_intuition": 3, "still_practical": 2}
    assert points == pooling | transformers


def test_a_rubric_of_another_question(tmp_path: Path) -> None:
    path = tmp_path / "weather.toml"
    path.write_text(RUBRIC, encoding="utf-8")

    assert [criterion.id for criterion in read_rubric(path).criteria] == ["wet", "cold"]


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("points = 3", "points = 4", "the criteria are worth 3 points, expected 4"),
        ("points = 3", "", "points is absent"),
        ("points = 2", "points = 'two'", r"criteria\[wet\].points is 'two', expected a whole number"),
        ('question = "weather"', 'question = "news"', "it should be news.toml"),
        ("{very_wet}", "{dry}", "{dry} is no set of the table words, which has very_wet, wet"),
        ("cloud & dark", "cloud &", "'cloud &' has a part that is empty"),
        ("cloud & dark", "... dark", "begins or ends with a gap"),
        ("cloud & dark", "Cloud", "'Cloud' is no word in lower case"),
        ('found = "the water"', "sense = 1", "found is absent"),
        ('found = "the water"', 'found = "x"\nsense = 1', "has entries that no rubric has: sense"),
        ('"one is missing", ', "", "kinds.reason: expected 2 texts"),
        ('id = "cold"', 'id = "wet"', "two criteria share an id"),
        ("compares = false", "compares = 0", "compares is 0, expected true or false"),
        ("[words]", "[words", "weather.toml"),
        ("[[criteria]]", "[criteria]", "weather.toml"),
    ],
)
def test_what_is_wrong_is_said(tmp_path: Path, old: str, new: str, message: str) -> None:
    path = tmp_path / "weather.toml"
    path.write_text(RUBRIC.replace(old, new, 1), encoding="utf-8")

    with pytest.raises(RubricError, match=message):
        read_rubric(path)
