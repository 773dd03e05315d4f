import csv
import html
import io
import re
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from grading.intake.finding import find_entries
from tests.grading.exchange.classes import came_from, result_of, settled, ungraded

ENGLISH = [
    "Identifier",
    "Full name",
    "Email address",
    "Status",
    "Grade",
    "Maximum Grade",
    "Grade can be changed",
    "Last modified (submission)",
    "Last modified (grade)",
    "Feedback comments",
]
GERMAN = [
    "ID",
    "Vollständiger Name",
    "E-Mail-Adresse",
    "Status",
    "Bewertung",
    "Bestwertung",
    "Bewertung kann geändert werden",
    "Zuletzt geändert (Abgabe)",
    "Zuletzt geändert (Bewertung)",
    "Feedback als Kommentar",
]
NAMES = ('Jane "JD" Doe, jr.', "Anna Müller-Ünal", "=cmd_1|' /C calc'!A0", "Ben\nO'Brien", "Olaf Ng")


def line(number: int, name: str, language: list[str], grade: str = "", **cells: str) -> list[str]:
    german = language is GERMAN
    return [
        f"Teilnehmer/in{number}" if german else f"Participant {number}",
        name,
        f"p{number}@uni.edu",
        "Zur Bewertung abgegeben" if german else "Submitted for grading",
        grade,
        cells.get("maximum", "100,00" if german else "100.00"),
        cells.get("changed", "Ja" if german else "Yes"),
        "Montag, 3. November 2026, 09:05" if german else "Monday, 3 November 2026, 9:05 AM",
        "-",
        cells.get("comment", ""),
    ]


def worksheet(folder: Path, header: list[str], rows: list[list[str]]) -> Path:
    """A grading worksheet as mod/assign/gradingtable.php writes it."""
    path = folder / "Grades-CNN-7.csv"
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows([header, *rows])
    path.write_text(text.getvalue(), "utf-8")
    return path


def imported(path: Path, language: list[str]) -> dict[int, tuple[str, str]]:
    """Grade and comment by participant, as mod/assign/feedback/offline/importgradeslib.php reads them."""
    header, *rows = csv.reader(io.StringIO(path.read_text("utf-8"), newline=""))
    word = "Teilnehmer/in" if language is GERMAN else "Participant "
    grade, comment = header.index(language[4]), header.index(language[9])
    return {int(row[0][len(word) :]): (row[grade], row[comment]) for row in rows}


@pytest.fixture
def results(graded: Callable[..., Path]) -> Path:
    return graded(
        came_from(
            result_of("501", lost=12.5), "moodle", "501", NAMES[0], "Jane Doe_501_assignsubmission_file_"
        ),
        settled(result_of("p502@uni.edu"), penalty=20, change=1.25, reason='<A "fair" point>'),
        result_of(NAMES[2]),
        came_from(result_of("b"), "folder", "", "O'Brien Ben"),
        result_of("zoe"),
    )


@pytest.mark.parametrize("language", [ENGLISH, GERMAN], ids=["English", "German"])
def test_grades_and_comments_are_filled_in(
    tmp_path: Path, results: Path, kit: Callable[..., Any], contents: Callable[..., Any], language: list[str]
) -> None:
    rows = [line(501 + at, name, language) for at, name in enumerate(NAMES)]
    sheet, before = worksheet(tmp_path, language, rows), contents(results)

    said = kit("moodle", results, "--worksheet", sheet, "--out", tmp_path / "new.csv")

    assert said.code == 0, said.err
    filled = imported(tmp_path / "new.csv", language)
    comma = "," if language is GERMAN else "."
    assert {who: grade for who, (grade, _) in filled.items()} == {
        501: f"87{comma}5",
        502: f"81{comma}25",
        503: "100",
        504: "100",
        505: "",
    }
    comment = html.unescape(re.sub(r"<br>", "\n", filled[502][1]))
    assert "Convolution: 60 of 60 points" in comment
    assert "Handed in late: -20 points" in comment
    assert 'Relu keeps: +1.25 points. <A "fair" point>' in comment
    assert "<A" not in filled[502][1]
    assert filled[505][1] == ""
    assert contents(results) == before
    assert "In RESULTS, but not in Grades-CNN-7.csv: zoe." in said.out
    assert "and left as they are: Olaf Ng." in said.out
    untouched = [row[:4] + row[5:9] for row in rows]
    new = list(csv.reader(io.StringIO((tmp_path / "new.csv").read_text("utf-8"), newline="")))
    assert new[0] == language
    assert [row[:4] + row[5:9] for row in new[1:]] == untouched


@pytest.mark.parametrize("language", [ENGLISH, GERMAN], ids=["English", "German"])
def test_locked_grades_and_a_persons_comments_stay(
    tmp_path: Path, results: Path, kit: Callable[..., Any], language: list[str]
) -> None:
    no = "Nein" if language is GERMAN else "No"
    rows = [
        line(501, NAMES[0], language, "40", changed=no),
        line(502, NAMES[1], language, comment="<p>Well done.</p>"),
        line(503, NAMES[2], language),
    ]
    kit("moodle", results, "--worksheet", worksheet(tmp_path, language, rows), "--out", tmp_path / "once.csv")
    said = kit("moodle", results, "--worksheet", tmp_path / "once.csv", "--out", tmp_path / "twice.csv")

    filled = imported(tmp_path / "twice.csv", language)
    assert filled[501] == ("40", "")
    assert filled[502][1] == "<p>Well done.</p>"
    assert filled[503] == imported(tmp_path / "once.csv", language)[503]
    assert "Locked in Moodle, and left as they are: 501." in said.out
    assert "A person's comment is there already and stays: p502@uni.edu." in said.out


def test_a_second_export_into_the_same_worksheet_changes_nothing(
    tmp_path: Path, graded: Callable[..., Path], kit: Callable[..., Any]
) -> None:
    # Points that look like times of day must not be taken for some.
    rows = [line(1, "Anna", ENGLISH), line(2, "Ben", ENGLISH)]
    results = graded(result_of("Anna", lost=12.75), result_of("Ben", lost=37.5, late_penalty=10.25))
    kit("moodle", results, "--worksheet", worksheet(tmp_path, ENGLISH, rows), "--out", tmp_path / "once.csv")
    said = kit("moodle", results, "--worksheet", tmp_path / "once.csv", "--out", tmp_path / "twice.csv")
    assert "No column for comments" not in said.out
    assert "47.25 of 60" in imported(tmp_path / "once.csv", ENGLISH)[1][1]
    assert (tmp_path / "twice.csv").read_bytes() == (tmp_path / "once.csv").read_bytes()


def test_another_maximum_is_scaled_to_and_never_passed(
    tmp_path: Path, graded: Callable[..., Path], kit: Callable[..., Any]
) -> None:
    rows = [line(1, "Anna", ENGLISH, maximum="20.00"), line(2, "Ben", ENGLISH, maximum="20.00")]
    results = graded(result_of("Anna", lost=12.5), result_of("Ben", final=107))
    said = kit(
        "moodle", results, "--worksheet", worksheet(tmp_path, ENGLISH, rows), "--out", tmp_path / "n.csv"
    )
    assert {who: grade for who, (grade, _) in imported(tmp_path / "n.csv", ENGLISH).items()} == {
        1: "17.5",
        2: "20",
    }
    assert "Scores out of 100 were scaled to 20." in said.out
    assert "so written as 20: Ben." in said.out


def test_blind_marking_goes_by_the_number_alone(
    tmp_path: Path, graded: Callable[..., Path], kit: Callable[..., Any]
) -> None:
    at = (0, 3, 4, 5, 6, 7, 8, 9)
    rows = [[line(number, "", ENGLISH)[place] for place in at] for number in (7, 70)]
    sheet = worksheet(tmp_path, [ENGLISH[place] for place in at], rows)
    results = graded(came_from(result_of("7", lost=50), "moodle", "7", "Participant"), ungraded("70"))
    kit(
        *("moodle", results, "--worksheet", sheet, "--out", tmp_path / "new.csv"),
        *("--feedback", tmp_path / "back.zip"),
    )
    assert {who: grade for who, (grade, _) in imported(tmp_path / "new.csv", ENGLISH).items()} == {
        7: "50",
        70: "",
    }
    with zipfile.ZipFile(tmp_path / "back.zip") as archive:
        assert archive.namelist() == ["Participant_7_assignfeedback_file_/feedback.html"]


def test_pages_go_back_into_the_folders_that_moodle_knows(
    tmp_path: Path, results: Path, kit: Callable[..., Any]
) -> None:
    rows = [line(501, NAMES[0], ENGLISH), line(503, NAMES[2], ENGLISH), line(504, "Ben_O'Brien", ENGLISH)]
    out = ["--out", tmp_path / "new.csv", "--feedback", tmp_path / "back.zip"]
    kit("moodle", results, "--worksheet", worksheet(tmp_path, ENGLISH, rows), *out)

    with zipfile.ZipFile(tmp_path / "back.zip") as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    # As mod/assign/feedback/file/importziplib.php reads a path: at most five parts, the second is the number.
    numbers = {}
    for name, data in files.items():
        folder, _, file = name.partition("/")
        parts = folder.split("_", 4)
        assert parts[2:4] == ["assignfeedback", "file"]
        assert file == "feedback.html"
        numbers[int(parts[1])] = data
    assert set(numbers) == {501, 503, 504}
    assert numbers[501] == (results / "feedback" / "501.html").read_bytes()


def test_the_number_of_a_team_is_nobody_elses(
    tmp_path: Path, graded: Callable[..., Path], kit: Callable[..., Any]
) -> None:
    rows = [line(7, "Anna", ENGLISH), line(8, "Ben", ENGLISH)]
    team = came_from(result_of("7"), "moodle", "7", "The Pools", "The Pools_7_assignsubmission_file")
    member = came_from(
        result_of("8"), "moodle", "8", "The Pools-Ben", "The Pools-Ben_8_assignsubmission_file_"
    )
    sheet = worksheet(tmp_path, ENGLISH, rows)
    said = kit("moodle", graded(team, member), "--worksheet", sheet, "--out", tmp_path / "new.csv")
    assert {who: grade for who, (grade, _) in imported(tmp_path / "new.csv", ENGLISH).items()} == {
        7: "",
        8: "100",
    }
    assert "In RESULTS, but not in Grades-CNN-7.csv: 7." in said.out


def test_a_groups_submission_is_each_members_by_their_own_ids(
    tmp_path: Path, graded: Callable[..., Path], kit: Callable[..., Any]
) -> None:
    both = ("moodle", "7", "The Pools", "The Pools_7_assignsubmission_file")
    results = graded(
        came_from(result_of("p8@uni.edu", lost=10), *both), came_from(result_of("Cleo", lost=20), *both)
    )
    rows = [line(7, "Anna", ENGLISH), line(8, "Ben", ENGLISH), line(9, "Cleo", ENGLISH)]
    out = ["--out", tmp_path / "new.csv", "--feedback", tmp_path / "back.zip"]
    kit("moodle", results, "--worksheet", worksheet(tmp_path, ENGLISH, rows), *out)
    filled = imported(tmp_path / "new.csv", ENGLISH)
    assert {who: grade for who, (grade, _) in filled.items()} == {7: "", 8: "90", 9: "80"}
    with zipfile.ZipFile(tmp_path / "back.zip") as archive:
        assert [name.partition("_")[0] for name in archive.namelist()] == ["Ben", "Cleo"]


def test_what_came_by_moodles_download_goes_back(
    tmp_path: Path, graded: Callable[..., Path], kit: Callable[..., Any]
) -> None:
    names = {NAMES[0]: "Jane JD Doe, jr", NAMES[1]: NAMES[1], "O'Brien, Ben_X": "O'Brien, Ben X"}
    for number, name in enumerate(names.values(), 501):
        folder = tmp_path / "download" / f"{name}_{number}_assignsubmission_file"
        folder.mkdir(parents=True)
        (folder / "pooling.py").write_text("")
    entries, _ = find_entries(tmp_path / "download")
    results = graded(*(result_of(entry.student, arrival=entry.arrival) for entry in entries))
    rows = [line(number, name, ENGLISH) for number, name in enumerate(names, 501)]
    out = ["--out", tmp_path / "new.csv", "--feedback", tmp_path / "back.zip"]
    kit("moodle", results, "--worksheet", worksheet(tmp_path, ENGLISH, rows), *out)
    filled = imported(tmp_path / "new.csv", ENGLISH)
    assert {who: grade for who, (grade, _) in filled.items()} == dict.fromkeys((501, 502, 503), "100")
    with zipfile.ZipFile(tmp_path / "back.zip") as archive:
        assert len(archive.namelist()) == 3


def test_columns_can_be_named_where_they_are_not_clear(
    tmp_path: Path, graded: Callable[..., Path], kit: Callable[..., Any]
) -> None:
    # Two columns that look alike: a field of one's own with the same number in all lines, after a low one.
    header = [*ENGLISH[:3], "Year", "Cohort", "House", *ENGLISH[3:]]
    rows = [[*line(1, "Anna", ENGLISH)[:3], "1", "2026", "x", *line(1, "Anna", ENGLISH)[3:]]]
    sheet, results = worksheet(tmp_path, header, rows), graded(result_of("Anna"))

    said = kit("moodle", results, "--worksheet", sheet, "--out", tmp_path / "new.csv")
    assert said.code == 2
    assert "is not clear: 'Year' or 'Grade'. Name it by its heading with --grade-column" in said.err

    out = ["--out", tmp_path / "new.csv", "--grade-column", "Grade", "--comments-column", "House"]
    assert kit("moodle", results, "--worksheet", sheet, *out).code == 0
    (row,) = list(csv.DictReader(io.StringIO((tmp_path / "new.csv").read_text("utf-8"))))
    assert row["Grade"] == "100"
    assert row["House"] == "x"  # a person's
    out[-1] = "Nothing"
    assert "has no single column 'Nothing'" in kit("moodle", results, "--worksheet", sheet, *out).err


@pytest.mark.parametrize(
    ("header", "row", "said"),
    [
        (["Student", "ID"], ["Doe, Jane", "1"], "does not hold a learner's number in each line"),
        (["ID", "Name", "Note"], ["Participant 1", "Anna", "x"], "the column of grades.*is not clear: none"),
        (
            [*ENGLISH[:5], "Scale", *ENGLISH[6:]],
            line(1, "Anna", ENGLISH, maximum="poor\ngood"),
            "is not clear: none.*grades by points",
        ),
    ],
)
def test_what_is_no_worksheet_is_said(
    tmp_path: Path,
    results: Path,
    kit: Callable[..., Any],
    header: list[str],
    row: list[str],
    said: str,
) -> None:
    answer = kit(
        "moodle", results, "--worksheet", worksheet(tmp_path, header, [row]), "--out", tmp_path / "n.csv"
    )
    assert answer.code == 2
    assert re.search(said, answer.err)
    assert not (tmp_path / "n.csv").exists()


def test_the_worksheet_that_is_read_is_never_overwritten(
    tmp_path: Path, results: Path, kit: Callable[..., Any]
) -> None:
    sheet = worksheet(tmp_path, ENGLISH, [line(1, "Anna", ENGLISH)])
    before = sheet.read_bytes()
    said = kit("moodle", results, "--worksheet", sheet, "--out", sheet)
    assert said.code == 2
    assert "is the file that is read, and it stays as it is" in said.err
    assert sheet.read_bytes() == before
