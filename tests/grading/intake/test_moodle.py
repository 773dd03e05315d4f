"""Moodle's bulk download: names made as `mod/assign/classes/downloader.php` makes them."""

import re
from collections.abc import Mapping
from pathlib import Path

import pytest

from grading.intake import Entry, Limits, Submission, find_entries, read_submission
from helpers.answers import read_answers
from tests.handed_in import POOLING, make_folder, zipped

PAGE = (
    '<!DOCTYPE html><html><head><meta charset="UTF-8"></head><body><div class="no-overflow">'
    "<h3>What does max pooling do in a CNN?</h3><blockquote><p>3-5 sentences.</p></blockquote>"
    "<p>It keeps the <b>largest</b>&nbsp;value &amp; drops<br>the rest.</p>"
    "<p><strong>Why are CNNs still worth learning when Vision Transformers exist?</strong></p>"
    "<ul><li>Little data</li><li>Müßig</li></ul></div></body></html>"
).encode()


def cleaned(name: str) -> str:
    """Moodle's `clean_filename`: no control characters, none of these marks, no `..`."""
    return re.sub(r"\.\.+", ".", re.sub(r"[\x00-\x1f\x7f&<>\"`|':\\/]", "", name))


def prefix(name: str, number: int | None = None) -> str:
    return cleaned(name.replace("_", " ") + ("" if number is None else f"_{number}"))


def folder_of(name: str, number: int | None, plugin: str = "file", old: bool = False) -> str:
    return cleaned(f"{prefix(name, number)}_assignsubmission_{plugin}{'_' if old else ''}")


def entries_of(path: Path) -> tuple[dict[str, Entry], list[str]]:
    entries, notices = find_entries(path)
    return {entry.student: entry for entry in entries}, notices


def read_one(tmp_path: Path, files: Mapping[str, bytes], limits: Limits | None = None) -> Submission:
    [entry] = find_entries(make_folder(tmp_path / "class", files))[0]
    return read_submission(entry, limits or Limits())


@pytest.mark.parametrize("old", [False, True])
@pytest.mark.parametrize("top", ["", "CNN-Assignment-77/"])
def test_folders_of_participants(tmp_path: Path, old: bool, top: str) -> None:
    names = {
        12: "Müller, Ännchen",
        13: "Pat O'Brien",
        14: "van_der_Berg Jo",
        15: 'Anna-Lena "Al" 3',
        16: "王 小明",
    }
    files = {f"{top}{folder_of(name, number, old=old)}/pooling.py": POOLING for number, name in names.items()}
    litter = {f"__MACOSX/{next(iter(files))}": b"", f"{top}.DS_Store": b"", "__MACOSX/._x": b""}

    entries, notices = entries_of(make_folder(tmp_path, files | litter))

    assert list(entries) == ["12", "13", "14", "15", "16"]
    assert notices == []
    assert {entry.arrival.name for entry in entries.values()} == {
        "Müller, Ännchen",
        "Pat OBrien",
        "van der Berg Jo",
        "Anna-Lena Al 3",
        "王 小明",
    }
    for student, entry in entries.items():
        assert (entry.learner, entry.attempt) == (student, 1)
        assert (entry.arrival.source, entry.arrival.key) == ("moodle", student)
        assert entry.arrival.submitted_at is None
        assert entry.arrival.entries == (entry.path.name,)
        assert read_submission(entry).files == {"pooling.py": POOLING}


def test_one_learners_folders_are_one_submission(tmp_path: Path) -> None:
    file, text = folder_of("Anna", 12), folder_of("Anna", 12, "onlinetext")
    other = folder_of("Anna", 13)

    entries, _ = entries_of(
        make_folder(
            tmp_path,
            {f"{file}/pooling.py": POOLING, f"{text}/onlinetext.html": PAGE, f"{other}/model.py": b"m = 1\n"},
        )
    )
    submission = read_submission(entries["12"])

    assert list(entries) == ["12", "13"]
    assert entries["12"].arrival.entries == (file, text)
    assert sorted(submission.files) == ["answers.md", "pooling.py"]
    assert submission.notices == ("what was typed in on the platform was taken for answers.md.",)
    answers = read_answers(submission.files["answers.md"].decode())
    assert answers["max_pooling"].split() == [
        "It",
        "keeps",
        "the",
        "largest",
        "value",
        "&",
        "drops",
        "the",
        "rest.",
    ]
    assert answers["cnn_vs_vit"].split() == ["-", "Little", "data", "-", "Müßig"]


def test_files_without_folders(tmp_path: Path) -> None:
    flat = {
        f"{prefix('Anna_Maria', 12)}_assignsubmission_file_pooling.py": POOLING,
        f"{prefix('Anna_Maria', 12)}_assignsubmission_file_my_tools.py": b"a = 1\n",
        f"{prefix('Anna_Maria', 12)}_assignsubmission_onlinetext_onlinetext.html": PAGE,
    }

    submission = read_one(tmp_path, flat)

    assert submission.student == "12"
    assert sorted(submission.files) == ["answers.md", "my_tools.py", "pooling.py"]


def test_the_page_alone_in_any_sites_language_is_a_submission(tmp_path: Path) -> None:
    submission = read_one(tmp_path, {f"{folder_of('A', 1, 'onlinetext')}/Texteingabe.html": PAGE})

    assert submission.problem is None
    assert list(submission.files) == ["answers.md"]
    assert submission.notices == ("what was typed in on the platform was taken for answers.md.",)


def test_a_file_of_answers_counts_more_than_the_page(tmp_path: Path) -> None:
    submission = read_one(
        tmp_path,
        {
            f"{folder_of('A', 1)}/answers.md": b"## Mine\n",
            f"{folder_of('A', 1, 'onlinetext')}/onlinetext.html": PAGE,
        },
    )

    assert submission.files == {"answers.md": b"## Mine\n"}
    assert submission.notices == ("what was typed in on the platform was left out: answers.md counts.",)


def test_an_empty_page_is_nothing(tmp_path: Path) -> None:
    page = f"{folder_of('A', 1, 'onlinetext')}/onlinetext.html"

    submission = read_one(tmp_path, {page: b"<!DOCTYPE html><html><body><p>&nbsp;</p></body></html>"})

    assert str(submission.problem).startswith("There is no exercise file in the submission")


def test_teams_and_blind_marking(tmp_path: Path) -> None:
    files = {
        f"{folder_of('Participant', 21)}/pooling.py": POOLING,
        f"{folder_of('Teilnehmer/in', 22)}/pooling.py": POOLING,
        f"{folder_of('The_A-Team', 23)}/pooling.py": POOLING,
        f"{folder_of('Group 1-Anna Maria', 24, old=True)}/pooling.py": POOLING,
        f"{folder_of('Default group', None)}/pooling.py": POOLING,
    }

    entries, notices = entries_of(make_folder(tmp_path, files))

    assert {student: (entry.arrival.key, entry.arrival.name) for student, entry in entries.items()} == {
        "21": ("21", "Participant"),
        "22": ("22", "Teilnehmerin"),
        "23": ("23", "The A-Team"),
        "24": ("24", "Group 1-Anna Maria"),
        "Default group": ("", "Default group"),
    }
    assert notices == []


def test_what_does_not_fit_is_graded_or_reported(tmp_path: Path) -> None:
    files = {
        f"{folder_of('A', 1)}/pooling.py": POOLING,
        "by mail/pooling.py": POOLING,
        "Grades-CNN.csv": b"Identifier\n",
        "B_2_assignsubmission_file_": b"a file in a folder's place",
    }

    entries, notices = entries_of(make_folder(tmp_path, files))

    assert list(entries) == ["1", "by mail"]
    assert sorted(notices) == [
        "B_2_assignsubmission_file_ is no submission and was left out: expected a folder or a .zip.",
        "Grades-CNN.csv is no submission and was left out: expected a folder or a .zip.",
        "by mail does not fit among the names of Moodle: it is graded as a submission of its own.",
    ]


def test_a_zip_in_the_folder_is_opened(tmp_path: Path) -> None:
    archive = zipped(
        {"kit/exercises/pooling.py": POOLING, "__MACOSX/kit/._pooling.py": b"", "kit/README.md": b""}
    )

    submission = read_one(
        tmp_path, {f"{folder_of('A', 1)}/exercises (1).zip": archive, f"{folder_of('A', 1)}/photo.png": b""}
    )

    assert (submission.problem, submission.files, submission.notices) == (None, {"pooling.py": POOLING}, ())


def test_loose_files_count_more_than_a_zips_and_the_first_zip_more_than_its_copy(tmp_path: Path) -> None:
    folder = folder_of("A", 1)

    submission = read_one(
        tmp_path,
        {
            f"{folder}/pooling.py": POOLING,
            f"{folder}/work.zip": zipped({"pooling.py": b"zip", "model.py": b"zip", "training.py": b"same"}),
            f"{folder}/work (1).zip": zipped(
                {"model.py": b"copy", "training.py": b"same", "answers.md": b"copy"}
            ),
        },
    )

    assert submission.files == {
        "pooling.py": POOLING,
        "model.py": b"zip",
        "training.py": b"same",
        "answers.md": b"copy",
    }
    assert submission.notices == (
        "pooling.py of work.zip was left out: another of that name counts.",
        "model.py of work (1).zip was left out: another of that name counts.",
    )


def test_a_damaged_zip_is_the_problem_unless_there_is_something_else(tmp_path: Path) -> None:
    folder, damaged = folder_of("A", 1), b"PK\x03\x04 no archive"

    alone = read_one(tmp_path / "alone", {f"{folder}/work.zip": damaged})
    beside = read_one(tmp_path / "beside", {f"{folder}/work.zip": damaged, f"{folder}/pooling.py": POOLING})

    assert str(alone.problem).startswith("The archive is damaged or was cut short.")
    assert beside.files == {"pooling.py": POOLING}
    assert beside.notices[0].startswith("work.zip was left out. The archive is damaged")


def test_limits_hold_over_all_parts(tmp_path: Path) -> None:
    first, second = folder_of("A", 1), folder_of("A", 1, "onlinetext")
    files = {
        f"{first}/pooling.py": b"#" * 600,
        f"{first}/work.zip": zipped({"model.py": b"#" * 600}),
        f"{second}/picture.png": b"#" * 600,
    }

    assert read_one(tmp_path / "in", files, Limits(max_bytes=1800, max_files=3)).problem is None
    for limits, said in (
        (Limits(max_bytes=1799), "more than 0.001799 MB"),
        (Limits(max_files=2), "more than 2 files"),
    ):
        assert said in str(read_one(tmp_path / said, files, limits).problem)


def test_too_many_zips_are_refused(tmp_path: Path) -> None:
    files = {f"{folder_of('A', 1)}/{number}.zip": zipped({"pooling.py": POOLING}) for number in range(6)}

    assert "It holds 6 archives. Hand in one .zip" in str(read_one(tmp_path, files).problem)


def test_a_part_that_is_a_link_counts_as_absent(tmp_path: Path) -> None:
    make_folder(tmp_path / "outside", {"model.py": b"secret"})
    submissions = make_folder(tmp_path / "class", {f"{folder_of('A', 1)}/pooling.py": POOLING})
    (submissions / "A_1_assignsubmission_file_model.py").symlink_to(tmp_path / "outside" / "model.py")
    (submissions / folder_of("A", 1) / "training.py").symlink_to(tmp_path / "outside" / "model.py")

    [entry] = find_entries(submissions)[0]
    submission = read_submission(entry)

    assert submission.files == {"pooling.py": POOLING}
    assert submission.notices == (
        "A_1_assignsubmission_file_model.py was left out: it is a link, and links are not followed.",
    )


def test_parts_that_are_gone_are_not_the_learners_fault(tmp_path: Path) -> None:
    folder = folder_of("A", 1)
    [entry] = find_entries(make_folder(tmp_path, {f"{folder}/pooling.py": POOLING}))[0]
    (tmp_path / folder / "pooling.py").unlink()
    (tmp_path / folder).rmdir()

    assert read_submission(entry).out_of_reach


def test_submissions_may_be_reached_by_a_link(tmp_path: Path) -> None:
    make_folder(tmp_path / "class", {f"{folder_of('A', 1)}/pooling.py": POOLING})
    (tmp_path / "link").symlink_to("class")

    [entry] = find_entries(tmp_path / "link")[0]

    assert read_submission(entry).files == {"pooling.py": POOLING}


def test_of_two_parts_files_of_one_name_the_first_counts_and_the_other_is_reported(tmp_path: Path) -> None:
    flat = "A_1_assignsubmission_file_pooling.py"

    submission = read_one(tmp_path, {f"{folder_of('A', 1)}/pooling.py": POOLING, flat: b"other"})

    assert submission.files == {"pooling.py": POOLING}
    assert submission.notices == (f"exercise files in {flat}/ were left out: those in the top folder count.",)


def test_what_lies_beside_the_one_folder_around_is_reported(tmp_path: Path) -> None:
    files = {f"CNN-77/{folder_of('A', 1)}/pooling.py": POOLING, "Grades.csv": b""}

    entries, notices = entries_of(make_folder(tmp_path, files))

    assert list(entries) == ["1"]
    assert notices == ["Grades.csv is no submission and was left out: expected a folder or a .zip."]
