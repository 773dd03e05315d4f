"""What SUBMISSIONS holds: entries, and what is none."""

from pathlib import Path

import pytest

from grading.intake import UnusableSubmissions, find_entries
from tests.handed_in import make_folder

FILES = ("convolution.py", "pooling.py", "answers.md")


def test_entries_are_named_after_folders_and_zips_and_sorted(tmp_path: Path) -> None:
    for name in ("zoe.zip", "Ben.ZIP", "notebook.ipynb", "work.rar", "lone.py", ".DS_Store", "Thumbs.db"):
        (tmp_path / name).touch()
    for name in ("anna", "v1.2", "__MACOSX", ".git"):
        (tmp_path / name).mkdir()

    entries, notices = find_entries(tmp_path)

    assert [entry.student for entry in entries] == [
        "Ben",
        "anna",
        "lone.py",
        "notebook",
        "v1.2",
        "work.rar",
        "zoe",
    ]
    assert (entries[0].student, entries[0].path) == ("Ben", tmp_path / "Ben.ZIP")
    assert notices == []


def test_an_id_is_the_same_however_its_accents_are_stored(tmp_path: Path) -> None:
    for name in ("Zoe\u0308", "Zo\xeb.zip"):
        (tmp_path / name).mkdir()

    entries, notices = find_entries(tmp_path)

    assert [entry.student for entry in entries] == ["Zo\xeb", "Zo\xeb-2"]
    assert len(notices) == 1


def test_the_second_with_one_id_gets_the_next_free_number(tmp_path: Path) -> None:
    for name in ("anna", "anna-2"):
        (tmp_path / name).mkdir()
    for name in ("anna.zip", "anna.ipynb"):
        (tmp_path / name).touch()

    entries, notices = find_entries(tmp_path)

    assert {entry.student: entry.path.name for entry in entries} == {
        "anna": "anna",
        "anna-2": "anna-2",
        "anna-3": "anna.ipynb",
        "anna-4": "anna.zip",
    }
    assert notices == [
        "anna and anna.ipynb have one id: the second is graded as anna-3.",
        "anna and anna.zip have one id: the second is graded as anna-4.",
    ]


def test_a_loose_file_is_reported(tmp_path: Path) -> None:
    (tmp_path / "anna").mkdir()
    (tmp_path / "roster.csv").touch()

    entries, notices = find_entries(tmp_path)

    assert [entry.student for entry in entries] == ["anna"]
    assert notices == ["roster.csv is no submission and was left out: expected a folder or a .zip."]


def test_what_is_hidden_is_left_out_and_reported_unless_a_tool_left_it_there(tmp_path: Path) -> None:
    for name in ("anna", "...", ".ben.zip", ".git"):
        (tmp_path / name).mkdir()
    for name in ("._anna.zip", ".DS_Store", ".gitignore"):
        (tmp_path / name).touch()

    entries, notices = find_entries(tmp_path)

    assert [entry.student for entry in entries] == ["anna"]
    assert notices == [
        f"{name} was left out: its name begins with a dot. Rename it if it is a submission."
        for name in ("...", ".ben.zip")
    ]


@pytest.mark.parametrize(
    ("files", "given", "message"),
    [
        ({}, "nowhere", "nowhere does not exist. Expected a folder with one entry for each learner"),
        ({"class.zip": b""}, "class.zip", "class.zip is a file: unzip it first. Expected a folder"),
        ({"class/.DS_Store": b""}, "class", "class is empty. Expected"),
        ({"class/readme.txt": b""}, "class", "class holds only readme.txt. Expected"),
        (
            {f"class/{name}": b"" for name in FILES},
            "class",
            "looks like one submission: it holds convolution.py",
        ),
    ],
)
def test_unusable_submissions_are_named(
    tmp_path: Path, files: dict[str, bytes], given: str, message: str
) -> None:
    make_folder(tmp_path, files)

    with pytest.raises(UnusableSubmissions) as caught:
        find_entries(tmp_path / given)

    assert message in str(caught.value)
    assert str(caught.value).endswith("Give the path of that folder.")
