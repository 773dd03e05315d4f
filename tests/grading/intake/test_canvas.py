"""Canvas's bulk download: names made as `lib/content_zipper.rb` makes them."""

import re
from pathlib import Path

import pytest

from grading.intake import find_entries, read_submission
from tests.handed_in import POOLING, make_folder, zipped


def named(sortable_name: str, user: int, attachment: int | None, file: str, late: bool = False) -> str:
    """What Canvas calls a file, by `get_filename` and `add_upload_submission`; no attachment means a page."""
    name = re.sub(r"_(\d+)_", r"\1", sortable_name).lower()
    start = re.sub(r"[^\w]", "", "_".join([name, *(["LATE"] if late else []), str(user)]))
    safe = re.sub(r'[\x00/\\:*?"<>|]+', "_", file)
    return f"{start}_{safe}" if attachment is None else f"{start}_{attachment}_{safe}"


def anonymous(code: str, attachment: int, file: str, late: bool = False) -> str:
    return f"{'LATE_' if late else ''}anon_{code}_{attachment}_{file}"


@pytest.mark.parametrize("top", ["", "submissions/"])
def test_files_of_one_user_are_one_submission(tmp_path: Path, top: str) -> None:
    first = named("Müller, Änne-Marie", 101, 9001, "pooling-1.py")
    second = named("Müller, Änne-Marie", 101, 9002, "my tools.txt")
    third = named('O\'Brien_2_, "Pat"', 102, 9003, "a_b_7_c.zip", late=True)
    fourth = named("王, 小明", 103, 9004, "Answers (2).md")
    files = {
        first: POOLING,
        second: b"",
        third: zipped({"kit/exercises/pooling.py": POOLING}),
        fourth: b"## Why\n",
        "__MACOSX/._x": b"",
    }

    entries, notices = find_entries(make_folder(tmp_path, {f"{top}{name}": files[name] for name in files}))
    one, two, three = entries

    assert [entry.student for entry in entries] == ["101", "102", "103"]
    assert notices == []
    assert [entry.arrival.name for entry in entries] == ["müllerännemarie", "obrien2pat", "王小明"]
    assert [entry.arrival.key for entry in entries] == ["101", "102", "103"]
    assert {entry.arrival.source for entry in entries} == {"canvas"}
    assert [entry.arrival.marked_late for entry in entries] == [False, True, False]
    assert one.arrival.entries == tuple(sorted((first, second)))
    assert read_submission(one).files == {"pooling.py": POOLING}
    assert read_submission(one).notices == ("pooling-1.py was taken for pooling.py.",)
    assert read_submission(two).files == {"pooling.py": POOLING}
    assert read_submission(three).files == {"answers.md": b"## Why\n"}


def test_anonymous_grading(tmp_path: Path) -> None:
    files = {
        anonymous("aB3dE", 9001, "pooling.py"): POOLING,
        anonymous("Zz9Q1", 9002, "pooling - Copy.py", late=True): POOLING,
    }

    entries, _ = find_entries(make_folder(tmp_path, files))

    assert [(e.student, e.arrival.key, e.arrival.name, e.arrival.marked_late) for e in entries] == [
        ("anon_Zz9Q1", "Zz9Q1", "", True),
        ("anon_aB3dE", "aB3dE", "", False),
    ]
    assert [read_submission(entry).files for entry in entries] == [{"pooling.py": POOLING}] * 2


def test_what_was_typed_in_is_the_answers_and_an_address_is_nothing(tmp_path: Path) -> None:
    question = b"What does max pooling do in a CNN?"
    page = b"<h1>CNN: Kim</h1>\n<div>\n <p>" + question + b"</p><p>It keeps the largest.</p></div>"
    files = {
        named("Kim", 101, None, "text.html"): page,
        named("Lee", 102, None, "link.html"): b"<a href='https://example.org/pooling.py'>",
    }

    entries, _ = find_entries(make_folder(tmp_path, files))
    kim, lee = (read_submission(entry) for entry in entries)

    assert b"It keeps the largest." in kim.files["answers.md"]
    assert str(lee.problem).startswith("There is no exercise file in the submission: it holds link.html.")


def test_a_late_submission_beside_one_in_time_is_another(tmp_path: Path) -> None:
    in_time, late = named("Kim", 101, 1, "pooling.py"), named("Kim", 101, 2, "pooling.py", late=True)

    entries, notices = find_entries(make_folder(tmp_path, {in_time: POOLING, late: b"late = 1\n"}))

    assert [(e.student, e.learner, e.attempt, e.arrival.marked_late) for e in entries] == [
        ("101", "101", 1, False),
        ("101-2", "101", 2, True),
    ]
    assert notices == [f"{in_time} and {late} have one id: the second is graded as 101-2."]


def test_what_does_not_fit_is_graded_or_reported(tmp_path: Path) -> None:
    files = {
        named("Kim", 101, 1, "pooling.py"): POOLING,
        named("Lee", 102, 2, "pooling.py"): POOLING,
        "ben.zip": zipped({"pooling.py": POOLING}),
        "gradebook.csv": b"",
        "carl/pooling.py": POOLING,
    }

    entries, notices = find_entries(make_folder(tmp_path, files))

    assert [entry.student for entry in entries] == ["101", "102", "ben", "carl"]
    assert notices == [
        "gradebook.csv is no submission and was left out: expected a folder or a .zip.",
        "ben.zip does not fit among the names of Canvas: it is graded as a submission of its own.",
        "carl does not fit among the names of Canvas: it is graded as a submission of its own.",
    ]


@pytest.mark.parametrize(
    "names",
    [
        ["smith_2024_01_final.zip", "jones_2024_01_final.zip"],  # no number of a file
        ["smith_2024_1_final.zip", "jones_2025_1_final.zip"],  # two files of one number
        ["smith_2024_1_final.zip", "jones_2024_2_final.zip"],  # one user of two names
        ["smith_1_2_final.zip", "anna.zip", "ben.zip"],  # most are called otherwise
        ["anna smith_1_2_final.zip"],  # Canvas leaves blanks out
    ],
)
def test_names_that_only_look_like_canvass_are_ids_as_ever(tmp_path: Path, names: list[str]) -> None:
    entries, _ = find_entries(make_folder(tmp_path, dict.fromkeys(names, b"")))

    assert [entry.student for entry in entries] == sorted(name.removesuffix(".zip") for name in names)
    assert {entry.arrival.source for entry in entries} == {"folder"}


def test_older_downloads_say_late_in_small_letters(tmp_path: Path) -> None:
    [entry] = find_entries(make_folder(tmp_path, {"kim_late_101_1_pooling.py": POOLING}))[0]

    assert (entry.student, entry.arrival.name, entry.arrival.marked_late) == ("101", "kim", True)
