"""nbgrader's `submitted/<student>/<assignment>/`."""

from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from grading.intake import UnusableSubmissions, find_entries, read_submission
from grading.intake.nbgrader import parsed
from tests.handed_in import POOLING, make_folder, zipped

SOURCE = b"def max_pool(images):\\n    return images"
NOTEBOOK = b'{"cells": [{"cell_type": "code", "metadata": {}, "source": "' + SOURCE + b'"}]}'


@pytest.mark.parametrize("top", ["", "submitted/"])
def test_students_of_the_one_assignment(tmp_path: Path, top: str) -> None:
    files = {
        f"{top}anna/cnn/cnn.ipynb": NOTEBOOK,
        f"{top}anna/cnn/timestamp.txt": b"2026-11-20 10:00:00.123456 UTC",
        f"{top}ben_b/cnn/cnn.ipynb": NOTEBOOK,
        f"{top}carl/cnn/pooling.py": POOLING,
        f"{top}carl/cnn/timestamp.txt": b"yesterday",
        f"{top}.ipynb_checkpoints/x": b"",
    }

    entries, notices = find_entries(make_folder(tmp_path, files))

    assert [(e.student, e.arrival.source, e.arrival.entries) for e in entries] == [
        (name, "nbgrader", (name,)) for name in ("anna", "ben_b", "carl")
    ]
    assert [entry.arrival.submitted_at for entry in entries] == [
        datetime(2026, 11, 20, 10, 0, 0, 123456, UTC),
        None,
        None,
    ]
    assert notices == [
        "carl: the time is not known from timestamp.txt: it says 'yesterday', which is no time such as "
        "2026-11-23 00:30:42 UTC."
    ]
    for entry in entries:
        assert list(read_submission(entry).files) == ["pooling.py"]


@pytest.mark.parametrize(
    ("text", "time"),
    [
        ("2026-11-20 10:00:00.123456 UTC", datetime(2026, 11, 20, 10, 0, 0, 123456, UTC)),
        ("2026-11-20 10:00:00 Europe/Berlin", datetime(2026, 11, 20, 10, tzinfo=ZoneInfo("Europe/Berlin"))),
        ("2026-11-20 10:00:00 CET", datetime(2026, 11, 20, 9, tzinfo=UTC)),
        ("2026-11-20 10:00:00 +0530", datetime(2026, 11, 20, 4, 30, tzinfo=UTC)),
        ("2026-11-20 10:00:00 -03:00", datetime(2026, 11, 20, 13, tzinfo=UTC)),
        ("2026-11-20 10:00:00", datetime(2026, 11, 20, 10, tzinfo=UTC)),  # nbgrader takes it for UTC
        ("2026-11-20T10:00:00+02:00", datetime(2026, 11, 20, 10, tzinfo=timezone(timedelta(hours=2)))),
        ("2026-11-20 10:00:00 Nowhere", None),
        ("2026-11-20 10:00:00 ../etc", None),
        ("2026-11-20 10:00:00 Europe", None),
        ("2026-11-20 10:00:00 +9999", None),
        ("2026-02-30 10:00:00 UTC", None),
        ("", None),
    ],
)
def test_timestamps(text: str, time: datetime | None) -> None:
    assert parsed(text) == time


def test_of_several_assignments_one_is_named(tmp_path: Path) -> None:
    submitted = make_folder(
        tmp_path,
        {
            "anna/cnn/timestamp.txt": b"2026-11-20 10:00:00 UTC",
            "anna/cnn/pooling.py": POOLING,
            "anna/warm up/timestamp.txt": b"2026-10-20 10:00:00 UTC",
            "ben/warm up/timestamp.txt": b"2026-10-20 10:00:00 UTC",
        },
    )

    for wanted, said in (
        ("", "The submissions are of several assignments: cnn, warm up. Say which one counts: --assignment"),
        ("rnn", "Nobody has handed in an assignment 'rnn'. Give --assignment one of: cnn, warm up."),
    ):
        with pytest.raises(UnusableSubmissions) as caught:
            find_entries(submitted, wanted)
        assert said in str(caught.value)
    entries, notices = find_entries(submitted, "cnn")
    assert [(entry.student, entry.path.name) for entry in entries] == [("anna", "cnn")]
    assert notices == ["ben has handed in nothing for cnn, only for warm up."]


def test_without_timestamps_the_option_names_the_assignment(tmp_path: Path) -> None:
    submitted = make_folder(
        tmp_path,
        {"anna/cnn/cnn.ipynb": NOTEBOOK, "anna/rnn/rnn.ipynb": NOTEBOOK, "ben/rnn/rnn.ipynb": NOTEBOOK},
    )

    entries, notices = find_entries(submitted, "cnn")

    assert [(entry.student, entry.arrival.source) for entry in entries] == [("anna", "nbgrader")]
    assert notices == ["ben has handed in nothing for cnn, only for rnn."]
    anna = find_entries(submitted)[0][0]
    assert str(read_submission(anna).problem).startswith("Both cnn/ and rnn/ hold notebooks")


def test_who_handed_in_otherwise_is_graded_and_reported(tmp_path: Path) -> None:
    files = {
        "anna/cnn/timestamp.txt": b"2026-11-20 10:00:00 UTC",
        "ben.zip": zipped({"pooling.py": POOLING}),
        "carl/exercises/pooling.py": POOLING,
    }

    entries, notices = find_entries(make_folder(tmp_path, files))

    assert [(entry.student, entry.arrival.source) for entry in entries] == [
        ("anna", "nbgrader"),
        ("ben", "folder"),
        ("carl", "folder"),
    ]
    assert notices == [
        f"{name} is not as nbgrader collects cnn: it is graded as a submission of its own."
        for name in ("ben.zip", "carl")
    ]


@pytest.mark.parametrize("more", ["source/cnn/cnn.ipynb", "release/x", "nbgrader_config.py", "gradebook.db"])
def test_a_whole_course_is_no_folder_of_submissions(tmp_path: Path, more: str) -> None:
    make_folder(tmp_path, {"submitted/anna/cnn/timestamp.txt": b"", more: b""})

    with pytest.raises(
        UnusableSubmissions, match=r"looks like a whole nbgrader course.*Give .*/submitted ins"
    ):
        find_entries(tmp_path)


def test_a_timestamp_that_is_a_link_is_not_followed(tmp_path: Path) -> None:
    make_folder(tmp_path, {"class/anna/cnn/pooling.py": POOLING, "secret": b"2026-11-20 10:00:00 UTC"})
    (tmp_path / "class" / "anna" / "cnn" / "timestamp.txt").symlink_to(tmp_path / "secret")

    entries, notices = find_entries(tmp_path / "class")

    assert entries[0].arrival.submitted_at is None
    assert notices == ["anna: the time is not known from timestamp.txt: it is no regular file."]
