import csv
import io
import json
import re
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from grading.intake.finding import find_entries
from tests.grading.exchange.classes import awaiting, came_from, result_of, settled, ungraded

JANE, TEST, ANNA, ROBOT, BEN, OLAF = (
    'Doe, Jane "JD"',
    "Student, Test",
    "Müller-Ünal, Anna",
    '="=HYPERLINK(""evil"")"',
    "O'Brien, Ben",
    "Ng, Olaf",
)
HEADER = [
    "Student",
    "ID",
    "SIS User ID",
    "SIS Login ID",
    "Section",
    "Other (77)",
    "CNN (1) (1234)",
    "Current Score",
]
ROWS: list[Any] = [
    [None, None, None, None, None, "", "Manual Posting", ""],
    ["    Points Possible", None, None, None, None, "10.00", "100.00", "(read only)"],
    [JANE, "101", "s-101", "jane@uni.edu", "One, and\nTwo", "7.50", "", "75.00"],
    [ANNA, "102", "s-102", "anna", "One", "", "12.00", ""],
    [ROBOT, "103", "s-103", "robot", "One", "", "EX", ""],
    [BEN, "104", "", "ben", "One", "", "", ""],
    [OLAF, "105", "s-105", "olaf", "One", "", "", ""],
    [TEST, "999", "", "abcdef", "One", "", "", ""],
]


def gradebook(folder: Path, delimiter: str = ",", header: list[str] = HEADER, rows: list[Any] = ROWS) -> Path:
    """A gradebook as lib/gradebook_exporter.rb writes it."""
    path = folder / "gradebook.csv"
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter, lineterminator="\n").writerows([header, *rows])
    path.write_text("\ufeff" + text.getvalue(), "utf-8")
    return path


def imported(path: Path) -> dict[str, dict[str, str]]:
    """What lib/gradebook_importer.rb makes of it: by the learner's ID, the grade by the assignment's id."""
    text = path.read_text("utf-8-sig")
    delimiter = ";" if text.count(";") > text.count(",") else ","
    header, *rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    assert "Student" in header[0]
    assert "ID" in header[1]
    assignments = {m[1]: at for at, name in enumerate(header) if (m := re.search(r"\((\d+)\)$", name))}
    grades = {}
    for row in rows:
        if "Points Possible" in row[0] or all(
            re.fullmatch(r"(?i)\s*(Muted|Manual Posting.*)?\s*", c) for c in row
        ):
            continue
        grades[row[1]] = {
            number: re.sub(r"[,.](?=\d+$)", ".", row[at].strip()) for number, at in assignments.items()
        }
    return grades


@pytest.fixture
def results(graded: Callable[..., Path]) -> Path:
    return graded(
        came_from(result_of("101", lost=12.5), "canvas", "101", "doejane", "doejane_101_9001_pooling.py"),
        settled(result_of("s-102"), penalty=20, change=1.25, reason="A fair point"),
        result_of("robot"),
        awaiting(result_of("ben")),
        result_of("zoe"),
    )


def test_only_the_assignments_column_is_filled_in(
    tmp_path: Path, results: Path, kit: Callable[..., Any], contents: Callable[..., Any]
) -> None:
    roster, before = gradebook(tmp_path), contents(results)

    said = kit("canvas", results, "--roster", roster, "--column", "1234", "--out", tmp_path / "new.csv")

    assert said.code == 0, said.err
    grades = imported(tmp_path / "new.csv")
    assert {who: row["1234"] for who, row in grades.items()} == {
        "101": "87.5",
        "102": "81.25",
        "103": "EX",
        "104": "100",
        "105": "",
        "999": "",
    }
    assert {who: row["77"] for who, row in grades.items()} == {
        who: row["77"] for who, row in imported(roster).items()
    }
    new, old = (path.read_text("utf-8") for path in (tmp_path / "new.csv", roster))
    assert new.replace("87.5", "").replace("81.25", "12.00").replace(",100,", ",,") == old
    assert contents(results) == before
    assert "1 scores in the file were other ones and are replaced." in said.out
    assert "excused or not assigned: robot (EX)" in said.out
    assert "In RESULTS, but not in gradebook.csv: zoe." in said.out
    assert f"and left as they are: {OLAF}." in said.out
    assert "Student, Test" not in said.out
    assert "1 written answer awaits a person" in said.out


def test_raw_scores_are_without_what_the_course_adds(
    tmp_path: Path, results: Path, kit: Callable[..., Any]
) -> None:
    roster = gradebook(tmp_path)
    kit("canvas", results, "--roster", roster, "--column", "CNN (1)", "--raw", "--out", tmp_path / "new.csv")
    assert imported(tmp_path / "new.csv")["102"]["1234"] == "100"


def test_other_points_are_scaled_to_in_a_file_with_semicolons(
    tmp_path: Path, results: Path, kit: Callable[..., Any]
) -> None:
    rows = [[cell and cell.replace("100.00", "20,00") for cell in row] for row in ROWS]
    roster = gradebook(tmp_path, ";", rows=rows)
    said = kit("canvas", results, "--roster", roster, "--column", "1234", "--out", tmp_path / "new.csv")
    assert imported(tmp_path / "new.csv")["101"]["1234"] == "17.5"
    assert "has 20 points, so scores out of 100 were scaled" in said.out


def test_whom_only_one_exercise_was_graded_of_gets_no_full_score(
    tmp_path: Path, graded: Callable[..., Path], kit: Callable[..., Any]
) -> None:
    results = graded(result_of("ben", max_score=20, score=20, final=20), result_of("olaf"))
    said = kit(
        "canvas", results, "--roster", gradebook(tmp_path), "--column", "1234", "--out", tmp_path / "new.csv"
    )
    grades = imported(tmp_path / "new.csv")
    assert [grades[who]["1234"] for who in ("104", "105")] == ["20", "100"]
    assert "Graded in part, so out of fewer points than the 100 of others: ben." in said.out


def test_totals_and_columns_that_are_only_read_are_no_assignments(
    tmp_path: Path, results: Path, kit: Callable[..., Any]
) -> None:
    # A column of one's own, and what may be overridden for a grading period that is called 2026.
    header = [*HEADER[:5], "Seat (7)", "CNN (1) (1234)", "Override Score (2026)"]
    rows = [[*row[:5], "", row[6], ""] for row in ROWS]
    rows[1][5:] = ["(read only)", "100.00", ""]
    roster = gradebook(tmp_path, header=header, rows=rows)
    assert kit("canvas", results, "--roster", roster, "--out", tmp_path / "new.csv").code == 0
    (filled,) = (
        row
        for row in csv.DictReader(io.StringIO((tmp_path / "new.csv").read_text("utf-8-sig")))
        if row["ID"] == "101"
    )
    assert [filled[name] for name in header[5:]] == ["", "87.5", ""]


def test_a_learner_without_a_score_is_left_empty_and_named(
    tmp_path: Path, graded: Callable[..., Path], kit: Callable[..., Any]
) -> None:
    results = graded(ungraded("olaf"))
    said = kit(
        "canvas", results, "--roster", gradebook(tmp_path), "--column", "1234", "--out", tmp_path / "new.csv"
    )
    assert imported(tmp_path / "new.csv")["105"]["1234"] == ""
    assert "Without a score, since the kit failed, and left empty: olaf." in said.out


def test_whom_two_lines_or_learners_fit_is_left_to_a_person(
    tmp_path: Path, graded: Callable[..., Path], kit: Callable[..., Any]
) -> None:
    rows = [*ROWS, ["Doe, Jan", "106", "olaf", "jan", "One", "", "", ""]]
    # The id `olaf` is one's login and another's SIS id; and both `ben`s are one line's.
    results = graded(
        result_of("olaf"), result_of("ben"), came_from(result_of("x"), "canvas", "104", "obrienben")
    )
    said = kit(
        "canvas",
        results,
        "--roster",
        gradebook(tmp_path, rows=rows),
        "--column",
        "1234",
        "--out",
        tmp_path / "n.csv",
    )
    grades = imported(tmp_path / "n.csv")
    assert [grades[who]["1234"] for who in ("104", "105", "106")] == ["", "", ""]
    assert "Not filled in, since more than one line or learner fits: olaf, ben, x." in said.out


def test_a_name_as_canvas_writes_it_into_file_names_finds_its_line(
    tmp_path: Path, graded: Callable[..., Path], kit: Callable[..., Any]
) -> None:
    results = graded(came_from(result_of("a"), "folder", "", "obrienben"), result_of("Anna Müller-Ünal"))
    kit("canvas", results, "--roster", gradebook(tmp_path), "--column", "1234", "--out", tmp_path / "new.csv")
    grades = imported(tmp_path / "new.csv")
    assert grades["104"]["1234"] == grades["102"]["1234"] == "100"


def test_a_groups_submission_is_each_members_by_their_own_ids(
    tmp_path: Path, graded: Callable[..., Path], kit: Callable[..., Any]
) -> None:
    both = ("canvas", "101", "thepools", "thepools_101_9001_pooling.py")
    results = graded(
        came_from(result_of("s-102", lost=10), *both), came_from(result_of("olaf", lost=20), *both)
    )
    out = ["--out", tmp_path / "new.csv", "--feedback", tmp_path / "back.zip"]
    said = kit("canvas", results, "--roster", gradebook(tmp_path), "--column", "1234", *out)
    grades = imported(tmp_path / "new.csv")
    assert [grades[who]["1234"] for who in ("101", "102", "105")] == ["", "90", "80"]
    assert "No feedback file for olaf, s-102: nothing of theirs alone" in said.out


def test_what_came_by_canvass_download_goes_back(
    tmp_path: Path, graded: Callable[..., Path], kit: Callable[..., Any]
) -> None:
    (tmp_path / "download").mkdir()
    names = (
        "doejanejd_LATE_101_9001_pooling.py",
        "doejanejd_LATE_101_9002_answers.md",
        "müllerünalanna_102_9003_my_work.zip",
    )
    for name in (*names, "anon_12345_9004_pooling.py"):
        (tmp_path / "download" / name).write_bytes(b"")
    entries, _ = find_entries(tmp_path / "download")
    results = graded(*(result_of(entry.student, arrival=entry.arrival) for entry in entries))
    out = ["--out", tmp_path / "new.csv", "--feedback", tmp_path / "back.zip"]
    # That somebody's user id is like an anonymous one is chance.
    rows = [*ROWS, ["Doe, Jan", "12345", "", "jan", "One", "", "", ""]]
    kit("canvas", results, "--roster", gradebook(tmp_path, rows=rows), "--column", "1234", *out)
    grades = imported(tmp_path / "new.csv")
    assert [grades[who]["1234"] for who in ("101", "102", "12345")] == ["100", "100", ""]
    with zipfile.ZipFile(tmp_path / "back.zip") as archive:
        assert set(archive.namelist()) == {*names[1:], "anon_12345_9004_pooling.py"}


@pytest.mark.parametrize(
    ("column", "said"),
    [
        (None, r"has these assignments: Other \(77\); CNN \(1\) \(1234\)\. Name one with its number"),
        ("Pooling", r"--column 'Pooling' fits none of them: Other"),
        ("Current Score", "fits none of them"),
    ],
)
def test_an_unclear_column_is_asked_for(
    tmp_path: Path, results: Path, kit: Callable[..., Any], column: str | None, said: str
) -> None:
    option = [] if column is None else ["--column", column]
    answer = kit("canvas", results, "--roster", gradebook(tmp_path), *option, "--out", tmp_path / "new.csv")
    assert answer.code == 2
    assert re.search(said, answer.err)
    assert not (tmp_path / "new.csv").exists()


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"Name;Note\nJane;1\n", "begins with 'Name, Note', not with Student, ID"),
        (b"Student,ID,Section,CNN (1234)\nJane,1,One,\n", "no line `Points Possible`"),
        ("Student,ID\nMüller,1\n".encode("latin-1"), "is not UTF-8 text"),
        (b"Student,ID\n", "holds no table with lines below a header"),
        (b'Student,ID\n"Doe, Jane,1\n', "is no CSV table"),
        (None, r"can't be read \(No such file"),
    ],
)
def test_what_is_no_gradebook_is_said(
    tmp_path: Path, results: Path, kit: Callable[..., Any], content: bytes | None, said: str
) -> None:
    roster = tmp_path / "wrong.csv"
    if content is not None:
        roster.write_bytes(content)
    answer = kit("canvas", results, "--roster", roster, "--out", tmp_path / "new.csv")
    assert answer.code == 2
    assert re.search(said, answer.err)
    assert "Traceback" not in answer.err


def test_pages_go_back_under_the_names_of_the_download(
    tmp_path: Path, graded: Callable[..., Path], kit: Callable[..., Any]
) -> None:
    results = graded(
        came_from(result_of("1"), "canvas", "1", "a", "a_1_11_pooling.py", "a_1_12_answers.md"),
        came_from(result_of("2"), "canvas", "2", "b", "b_LATE_2_21_mine-1.zip"),
        came_from(result_of("anon_Xy9aB"), "canvas", "Xy9aB", "", "anon_Xy9aB_31_cnn.ipynb"),
        result_of("someone"),
    )
    out = ["--out", tmp_path / "new.csv", "--feedback", tmp_path / "back.zip"]
    said = kit("canvas", results, "--roster", gradebook(tmp_path), "--column", "1234", *out)

    with zipfile.ZipFile(tmp_path / "back.zip") as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    assert set(files) == {"a_1_12_answers.md", "b_LATE_2_21_mine-1.zip", "anon_Xy9aB_31_cnn.ipynb"}
    # Canvas shows each under the name of what was handed in, so each has to be of that kind.
    text = files["a_1_12_answers.md"].decode()
    assert "Your results" in text
    assert "100 of 100 points" in text
    assert "<" not in text.replace("<b>", "")
    with zipfile.ZipFile(io.BytesIO(files["b_LATE_2_21_mine-1.zip"])) as inner:
        assert inner.read("feedback.html") == (results / "feedback" / "2.html").read_bytes()
    assert "Your results" in json.loads(files["anon_Xy9aB_31_cnn.ipynb"])["cells"][0]["source"]
    assert "No feedback file for someone" in said.out
