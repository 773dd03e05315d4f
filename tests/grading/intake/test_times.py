"""Times of submissions from a table; Moodle's is made as `mod/assign/gradingtable.php` makes it."""

import csv
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from grading.intake import find_entries, read_times
from grading.intake.dates import parsed
from grading.unusable import Unusable
from tests.handed_in import POOLING, make_folder

BERLIN = ZoneInfo("Europe/Berlin")
MARCH = datetime(2026, 3, 5, 16, 5, tzinfo=BERLIN)
HEADINGS = {
    "Participant ": "Identifier,Full name,Email address,Status,Grade,Maximum Grade,Grade can be changed,"
    "Last modified (submission),Online text,Last modified (grade),Feedback comments",
    "Teilnehmer/in": "ID,Vollständiger Name,E-Mail-Adresse,Status,Bewertung,Bestwertung,Bewertung kann "
    "geändert werden,Zuletzt geändert (Abgabe),Texteingabe,Zuletzt geändert (Bewertung),Feedback",
}


def worksheet(path: Path, participant: str, times: Sequence[tuple[int, str]], delimiter: str = ",") -> Path:
    graded = "Friday, 6 March 2026, 9:00 AM"
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        rows = csv.writer(file, delimiter=delimiter)
        rows.writerow(HEADINGS[participant].split(","))
        for number, time in times:
            name = f'Müller, "Änne" {number}'
            status = "Submitted for grading\nLate"
            rows.writerow(
                [f"{participant}{number}", name, "a@b.c", status, "", "100.00", "Yes", time, "", graded, ""]
            )
    return path


def moodle(folder: Path, *numbers: int) -> Path:
    return make_folder(folder, {f"A_{n}_assignsubmission_file/pooling.py": POOLING for n in numbers})


@pytest.mark.parametrize(
    "text",
    [
        "2026-03-05 16:05",
        "2026-03-05T16:05:00",
        "2026-03-05T15:05:00Z",
        "2026-03-05 16:05:00+01:00",
        "Thursday, 5 March 2026, 4:05 PM",
        "Thursday, March 5, 2026, 4:05 PM",
        "Donnerstag, 5. März 2026, 16:05",
        "jeudi 5 mars 2026, 16:05",
        "jeudi 5 mars 2026 à 16h05",
        "jueves, 5 de marzo de 2026, 16:05",
        "giovedì, 5 marzo 2026, 16:05",
        "quinta-feira, 5 de março de 2026, 16:05",
        "donderdag, 5 maart 2026, 16:05",
        "czwartek, 5 marca 2026, 16:05",
        "torsdag, 5 mars 2026, 16:05",
        "torsdag den 5. marts 2026 kl. 16.05",
        "dijous, 5 de març 2026, 16:05",
        "5.3.2026, 16:05",
        "05.03.2026 16:05:00",
        "2026年3月5日(木曜日) 16:05",
        "2026년 3월 5일(목) 16:05",
        "2026年3月5日 星期四 下午4:05",
        "Do., 5. März 2026, 16:05 Uhr",
    ],
)
def test_a_date_in_many_languages(text: str) -> None:
    assert parsed(text, BERLIN) == MARCH


@pytest.mark.parametrize(
    "text",
    [
        "",
        "-",
        "5 March 2026, 16:05 or 17:05",
        "5.3.2026 4:05 odpoledne",
        "5/3/2026 16:05",
        "2026-03-05",
        "5 March 2026",
        "31 June 2026, 16:05",
        "čtvrtek",
        "5 16:05",
    ],
)
def test_what_could_be_another_time_is_none(text: str) -> None:
    assert parsed(text, BERLIN) is None


@pytest.mark.parametrize(
    ("clock", "hour"),
    [("12:05 AM", 0), ("12:05 PM", 12), ("1:05 p. m.", 13), ("11:05 am", 11), ("14:05", 14)],
)
def test_halves_of_the_day(clock: str, hour: int) -> None:
    assert parsed(f"5 March 2026, {clock}", UTC) == datetime(2026, 3, 5, hour, 5, tzinfo=UTC)


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize(
    ("participant", "time"),
    [
        ("Participant ", "Thursday, 5 March 2026, 4:05 PM"),
        ("Teilnehmer/in", "Donnerstag, 5. März 2026, 16:05"),
    ],
)
def test_moodles_worksheet(tmp_path: Path, participant: str, time: str, delimiter: str) -> None:
    table = worksheet(tmp_path / "grades.csv", participant, [(12, time), (13, "-"), (15, time)], delimiter)
    submissions = moodle(tmp_path / "class", 12, 14)

    entries, notices = find_entries(submissions, times=read_times(table, BERLIN))

    assert {entry.student: entry.arrival.submitted_at for entry in entries} == {"12": MARCH, "14": None}
    assert notices == [
        "grades.csv: there is no time for: 14.",
        "grades.csv: there are times of learners of whom nothing is here: 15.",
    ]


def test_times_that_are_not_understood_are_unknown_and_reported(tmp_path: Path) -> None:
    table = worksheet(
        tmp_path / "grades.csv", "Participant ", [(12, "čtvrtek, 5. března 2026 16:05"), (13, "-")]
    )

    entries, notices = find_entries(moodle(tmp_path / "class", 12), times=read_times(table, BERLIN))

    assert entries[0].arrival.submitted_at is None
    assert notices == [
        "grades.csv: these times can't be read, so they count as unknown: 12 (čtvrtek, 5. března 2026 16:05)."
    ]


def test_the_submissions_column_comes_before_the_grades_even_where_nobody_handed_in(tmp_path: Path) -> None:
    table = worksheet(tmp_path / "grades.csv", "Participant ", [(12, "-"), (13, "-")])

    assert read_times(table, BERLIN).known == {}


def test_a_table_of_ones_own_by_id_or_key(tmp_path: Path) -> None:
    (tmp_path / "times.csv").write_text(
        "Submitted_At;Name;Student\n2026-03-05 16:05;Anna;anna\n2026-03-05T15:05Z;Kim;101\n;Ben;ben\n\n"
    )
    files = {"anna/pooling.py": POOLING, "ben/pooling.py": POOLING, "kim_101_7_pooling.py": POOLING}

    times = read_times(tmp_path / "times.csv", BERLIN)
    entries, notices = find_entries(make_folder(tmp_path / "class", files), times=times)

    assert {entry.student: entry.arrival.submitted_at for entry in entries} == {
        "101": MARCH,
        "anna": MARCH,
        "ben": None,
    }
    assert "times.csv: there is no time for: ben." in notices


def test_attempts_are_in_the_order_of_their_times(tmp_path: Path) -> None:
    files = {
        "anna/cnn/timestamp.txt": b"2026-11-20 12:00:00 UTC",
        "a\u0308nna/cnn/timestamp.txt": b"2026-11-20 12:00:00 UTC",
        "\xe4nna/cnn/timestamp.txt": b"2026-11-20 10:00:00 UTC",
    }

    entries, notices = find_entries(make_folder(tmp_path, files))

    assert [(entry.student, entry.learner, entry.attempt, entry.path.parent.name) for entry in entries] == [
        ("anna", "anna", 1, "anna"),
        ("\xe4nna", "\xe4nna", 1, "\xe4nna"),
        ("\xe4nna-2", "\xe4nna", 2, "a\u0308nna"),
    ]
    assert len(notices) == 1


def test_one_time_of_two_submissions_is_nobodys(tmp_path: Path) -> None:
    (tmp_path / "times.csv").write_text("student,submitted_at\nanna,2026-03-05 16:05\n")
    submissions = make_folder(tmp_path / "class", {"anna/pooling.py": POOLING, "anna.ipynb": b""})

    entries, notices = find_entries(submissions, times=read_times(tmp_path / "times.csv", BERLIN))

    assert [entry.arrival.submitted_at for entry in entries] == [None, None]
    assert "times.csv: it is not clear which of several submissions has the time of: anna." in notices


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (None, "times.csv can't be read (No such file or directory). Give the table of times with --times."),
        (b"\xff\xfe", "times.csv is no UTF-8 text. Save it as CSV in UTF-8"),
        (b"", "times.csv is no table of times. Expected Moodle's grading worksheet"),
        (b"name,when\nAnna,2026-03-05 16:05\n", "times.csv is no table of times."),
        (
            b"Identifier,Grade\nParticipant 1,50\n",
            "times.csv has no column with the times of the submissions.",
        ),
        (b"student,submitted_at\nanna,2026-03-05 16:05\n", "'2026-03-05 16:05', a time without a zone."),
        (b'student,submitted_at\nanna,"' + b"x" * 140_000, "times.csv is no CSV file: field larger than"),
        (b"student,submitted_at\nanna,2026-03-05T16:05Z\nanna,-\n", "times.csv names anna twice."),
    ],
)
def test_what_is_no_table_of_times_is_said(tmp_path: Path, content: bytes | None, said: str) -> None:
    if content is not None:
        (tmp_path / "times.csv").write_bytes(content)

    with pytest.raises(Unusable) as caught:
        read_times(tmp_path / "times.csv", None)

    assert said in str(caught.value)
