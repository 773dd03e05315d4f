"""Plain CSV and JUnit XML, and what all targets refuse."""

import csv
import re
import xml.etree.ElementTree as ET
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from grading.results import Result, TestResult
from tests.grading.exchange.classes import awaiting, result_of, settled, ungraded

NAMES = ('Doe, Jane "JD"', "Müller\nÜnal", "=1+1", "<b>&amp;", "bell\x07 \x00 \udce4 \ufffe")


def read(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def test_csv_is_the_grades_and_the_columns_that_are_asked_for(
    tmp_path: Path, graded: Callable[..., Path], kit: Callable[..., Any]
) -> None:
    results = graded(*map(result_of, NAMES), ungraded("zoe"))

    assert kit("csv", results, "--out", tmp_path / "deep" / "all.csv").code == 0
    assert (tmp_path / "deep" / "all.csv").read_bytes() == (results / "grades.csv").read_bytes()

    assert kit("csv", results, "--out", tmp_path / "some.csv", "--columns", "score, student").code == 0
    rows = read(tmp_path / "some.csv")
    assert [*rows[0]] == ["score", "student"]
    assert {row["student"] for row in rows} >= {'Doe, Jane "JD"', "'=1+1", "zoe"}
    assert [row["score"] for row in rows if row["student"] == "zoe"] == [""]

    said = kit("csv", results, "--out", tmp_path / "some.csv", "--columns", "student,mark")
    assert said.code == 2
    assert "--columns names 'mark', which grades.csv does not have. Choose from: student, score," in said.err


def junit(path: Path) -> dict[str, dict[str, tuple[str, str, str]]]:
    """What a reader of JUnit XML makes of it: by suite and case, how it ended, its message and its text."""
    root = ET.parse(path).getroot()
    assert root.tag == "testsuites"
    suites: dict[str, dict[str, tuple[str, str, str]]] = {}
    for suite in root:
        assert suite.tag == "testsuite"
        assert suite[0].tag == "properties"
        cases = suite.findall("testcase")
        assert len(suite) == len(cases) + 1
        assert int(suite.attrib["tests"]) == len(cases)
        for count, tag in (("failures", "failure"), ("errors", "error"), ("skipped", "skipped")):
            assert int(suite.attrib[count]) == len(suite.findall(f"testcase/{tag}"))
        suites[suite.attrib["name"]] = {
            f"{case.attrib['classname']}.{case.attrib['name']}": (
                (case[0].tag, case[0].attrib["message"], case[0].text or "")
                if len(case)
                else ("passed", "", "")
            )
            for case in cases
        }
    for count in ("tests", "failures", "errors", "skipped"):
        assert int(root.attrib[count]) == sum(int(suite.attrib[count]) for suite in root)
    return suites


def test_junit_has_a_suite_a_learner_and_a_case_a_test(
    tmp_path: Path, graded: Callable[..., Path], kit: Callable[..., Any]
) -> None:
    nasty = replace(
        result_of("anna", lost=10),
        tests=(
            *result_of("anna", lost=10).tests,
            TestResult("boom", "model", 0, 1, "error", "\x1b[31mValueError\x00: ]]> & <x>\r\nsecond"),
            TestResult("slow", "model", 0, 1, "timeout"),
            TestResult("gone", "model", 0, 1, "missing", "Not written."),
        ),
    )
    absent = replace(result_of("nobody"), status="absent", tests=(), answers=())
    results = graded(nasty, awaiting(result_of("ben")), ungraded("zoe"), absent, *map(result_of, NAMES))

    assert kit("junit", results, "--out", tmp_path / "all.xml").code == 0

    suites = junit(tmp_path / "all.xml")
    assert set(suites) == {
        *("anna", "ben", "zoe", "nobody", 'Doe, Jane "JD"', "Müller Ünal", "=1+1", "<b>&amp;"),
        "bell\ufffd \ufffd \ufffd \ufffd",
    }
    anna = suites["anna"]
    assert anna["convolution.relu_keeps"] == ("failure", "Two", "Two\nlines, <b>")
    assert anna["pooling.max_pool_one"] == ("passed", "", "")
    assert anna["bonus.train_step_learns"][0] == "skipped"
    escape = "\ufffd[31mValueError\ufffd: ]]> & <x>"
    assert anna["model.boom"] == ("error", escape, f"{escape}\nsecond")
    assert anna["model.slow"][0] == "error"
    assert anna["model.gone"][0] == "failure"
    assert anna["answers.What does max pooling do in a CNN?"] == ("passed", "", "")
    assert suites["ben"]["answers.What does max pooling do in a CNN?"][0] == "skipped"
    assert suites["zoe"] == {"submission.submission": ("error", "The judge died.", "The judge died.")}
    assert suites["nobody"]["submission.submission"][0] == "skipped"


def test_junit_writes_a_file_a_learner_into_a_folder(
    tmp_path: Path, graded: Callable[..., Path], kit: Callable[..., Any]
) -> None:
    results = graded(*map(result_of, ("anna", "Anna", "../up", *NAMES)))
    assert kit("junit", results, "--out", tmp_path / "suites").code == 0
    files = sorted((tmp_path / "suites").iterdir())
    assert len(files) == 3 + len(NAMES)
    assert {next(iter(junit(path))) for path in files} >= {"anna", "Anna", "../up"}


def test_results_that_do_not_count_are_left_out_and_named(
    tmp_path: Path, graded: Callable[..., Path], kit: Callable[..., Any]
) -> None:
    last, first = result_of("=anna"), result_of("anna-2", lost=50)
    results = graded(last, first, listed=[last])
    said = kit("junit", results, "--out", tmp_path / "all.xml")
    assert set(junit(tmp_path / "all.xml")) == {"=anna"}
    assert "grades.csv does not list them (earlier or other attempts): anna-2." in said.out


def test_results_without_locks_are_named(
    tmp_path: Path, graded: Callable[..., Path], kit: Callable[..., Any]
) -> None:
    said = kit("csv", graded(replace(result_of("anna"), unsafe=True)), "--out", tmp_path / "all.csv")
    assert "Graded without all locks, so the verdict may be forged: anna." in said.out


def test_a_name_beyond_the_terminal_does_not_end_the_export(
    tmp_path: Path, graded: Callable[..., Path], kit: Callable[..., Any]
) -> None:
    said = kit("csv", graded(awaiting(result_of("esc\x1b[2J"))), "--out", tmp_path / "all.csv")
    assert said.code == 0
    assert "\x1b" not in said.out


def damaged(results: Path) -> None:
    (results / "results" / "anna.json").write_text('{"student": "anna"}')


def no_json(results: Path) -> None:
    (results / "results" / "anna.json").write_text("[" * 100_000)


def no_table(results: Path) -> None:
    (results / "grades.csv").write_bytes(b"\xff\xfe")


def other_table(results: Path) -> None:
    (results / "grades.csv").write_text("a,b\n1,2\n")


@pytest.mark.parametrize(
    ("harm", "said"),
    [
        (damaged, r"anna.json is no result of this version of the kit: the result .*Grade again"),
        (no_json, r"anna.json is no result .* it can't be read as JSON"),
        (no_table, r"grades.csv can't be read as the table that the kit wrote"),
        (other_table, r"grades.csv can't be read as the table that the kit wrote"),
    ],
)
def test_a_class_that_can_not_be_read_whole_is_not_exported(
    tmp_path: Path,
    graded: Callable[..., Path],
    kit: Callable[..., Any],
    harm: Callable[[Path], None],
    said: str,
) -> None:
    results = graded(result_of("anna"), result_of("ben"))
    harm(results)
    answer = kit("csv", results, "--out", tmp_path / "all.csv")
    assert answer.code == 2
    assert re.search(said, answer.err)
    assert not (tmp_path / "all.csv").exists()


@pytest.mark.parametrize("results", ["missing", "."])
def test_a_folder_without_results_is_said(tmp_path: Path, kit: Callable[..., Any], results: str) -> None:
    answer = kit("csv", tmp_path / results, "--out", tmp_path.parent / "all.csv")
    assert answer.code == 2
    assert "holds no results. Give the folder that `kit grade SUBMISSIONS --out RESULTS` wrote." in answer.err


TARGETS = ("csv", "junit", "gradescope", "github-classroom")


@pytest.mark.parametrize("target", TARGETS)
def test_nothing_is_written_into_results(
    graded: Callable[..., Path], kit: Callable[..., Any], contents: Callable[..., Any], target: str
) -> None:
    results = graded(result_of("anna"))
    before = contents(results)
    answer = kit(target, results, "--out", results / "feedback" / "x")
    assert answer.code == 2
    assert "which is only read. Give --out another place." in answer.err
    assert contents(results) == before


@pytest.mark.parametrize("target", TARGETS)
def test_a_place_that_can_not_be_written_is_said(
    tmp_path: Path, graded: Callable[..., Path], kit: Callable[..., Any], target: str
) -> None:
    results = graded(result_of("anna"))
    (tmp_path / "file").write_text("mine")
    answer = kit(target, results, "--out", tmp_path / "file" / "under")
    assert answer.code == 2
    assert "can't be written (" in answer.err
    assert (tmp_path / "file").read_text() == "mine"
    (tmp_path / "folder").mkdir()
    if target == "csv":
        assert "can't be written (" in kit(target, results, "--out", tmp_path / "folder").err
    assert not list(tmp_path.rglob("*.part"))


def test_an_unknown_target_names_those_there_are(
    graded: Callable[..., Path], kit: Callable[..., Any], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        kit("blackboard", graded(result_of("anna")), "--out", "x")
    assert ended.value.code == 2
    assert "invalid choice: 'blackboard' (choose from" in capsys.readouterr().err


def test_the_final_score_is_what_leaves_the_house(
    tmp_path: Path, graded: Callable[..., Path], kit: Callable[..., Any]
) -> None:
    late: Result = settled(result_of("anna", lost=10), penalty=5, change=0.5, reason="Fair")
    kit("junit", graded(late), "--out", tmp_path / "all.xml")
    root = ET.parse(tmp_path / "all.xml").getroot()
    assert {one.attrib["name"]: one.attrib["value"] for one in root.iter("property")}.items() >= {
        "score": "90",
        "final": "85.5",
    }.items()
