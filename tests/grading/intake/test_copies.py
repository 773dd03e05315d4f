"""Names that browsers, desktops and platforms changed are read as the names that they were."""

from pathlib import Path

import pytest

from grading.intake import Entry, Submission, read_submission
from grading.intake.originals import original
from tests.handed_in import POOLING, make_folder


def read(tmp_path: Path, files: dict[str, bytes]) -> Submission:
    return read_submission(Entry("anna", make_folder(tmp_path / "anna", files)))


@pytest.mark.parametrize(
    "name",
    [
        "pooling-1.py",
        "pooling-12.py",
        "pooling (1).py",
        "pooling(2).py",
        "pooling - Copy.py",
        "pooling - Copy (2).py",
        "pooling - Kopie.py",
        "pooling copy.py",
        "pooling copy 2.py",
        "pooling (copy).py",
        "pooling (1)-1.py",
        "pooling - Copy-1.py",
        "pooling.py",
    ],
)
def test_a_copys_original(tmp_path: Path, name: str) -> None:
    assert original(name) == "pooling.py"
    assert read(tmp_path, {name: POOLING}).files == {"pooling.py": POOLING}


@pytest.mark.parametrize(
    "name",
    ["pooling_1.py", "pooling_copy.py", "my-notes.py", "pooling copying.py", "1.py", "-1.py", "copy.py"],
)
def test_other_names_are_nobodys_copies(name: str) -> None:
    assert original(name) == name


def test_the_name_as_it_should_be_counts_more_than_a_copy(tmp_path: Path) -> None:
    submission = read(
        tmp_path, {"pooling.py": POOLING, "pooling-1.py": b"", "tools.py": b"", "tools-1.py": b"1"}
    )

    assert submission.files == {"pooling.py": POOLING, "tools.py": b""}
    assert submission.notices == (
        "pooling-1.py was left out: pooling.py counts.",
        "tools-1.py was left out: tools.py counts.",
    )


def test_of_copies_alone_the_last_counts(tmp_path: Path) -> None:
    names = ("pooling-2.py", "pooling-10.py")

    submission = read(tmp_path, {name: name.encode() for name in names})

    assert submission.files == {"pooling.py": b"pooling-10.py"}
    assert submission.notices == (
        "pooling-10.py was taken for pooling.py.",
        "pooling-2.py was left out: pooling-10.py counts.",
    )


def test_own_modules_get_their_names_back_and_take_nobodys_place(tmp_path: Path) -> None:
    files = {"pooling.py": POOLING, "tools-1.py": b"1", "numpy-1.py": b"", "parts/pad (2).py": b"2"}

    submission = read(tmp_path, files)

    assert submission.files == {"pooling.py": POOLING, "tools.py": b"1", "parts/pad.py": b"2"}
    assert submission.notices == (
        "numpy.py was left out: it would take the place of the real numpy.",
        "parts/pad (2).py was taken for parts/pad.py.",
        "tools-1.py was taken for tools.py.",
    )


def test_names_that_could_both_be_an_exercises_are_reported(tmp_path: Path) -> None:
    submission = read(tmp_path, {"POOLING.py": b"1", "Pooling.py": b"2", "model.py": b""})

    assert "pooling.py" not in submission.files
    assert submission.notices == (
        "POOLING.py and Pooling.py: it is not clear which one is pooling.py, so neither counts.",
    )
