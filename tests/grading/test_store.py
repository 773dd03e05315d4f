import csv
import html
import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any
from unicodedata import normalize
from urllib.parse import unquote, urlsplit

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from grading.results import AnswerResult, Result, TestResult
from grading.results_json import as_dict
from grading.store import ResultStore, UnusableResults, file_names

STEADY = settings(derandomize=True, deadline=None, max_examples=200)


def make_result(student: str = "anna", points: float = 2, **facts: Any) -> Result:
    test = TestResult(
        "test_relu", "convolution", points, 2, "passed" if points == 2 else "failed", "A message"
    )
    return Result.from_tests(student, [test], **({"digest": "d", "kit_version": "0.1.0"} | facts))


def files_in(folder: Path) -> list[str]:
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file())


def rows(folder: Path) -> list[dict[str, str]]:
    with (folder / "grades.csv").open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def test_a_result_comes_back_as_it_was(tmp_path: Path) -> None:
    store = ResultStore.open(tmp_path / "deep" / "results")
    store.write(make_result(seed=7, locks=("network",)))

    again = ResultStore.open(tmp_path / "deep" / "results")

    assert again.load("anna") == make_result(seed=7, locks=("network",))
    assert again.load("ben") is None
    assert files_in(store.path) == [".kit-results", "feedback/anna.html", "results/anna.json"]
    assert again.result_path("anna") == store.path / "results" / "anna.json"
    assert again.feedback_path("anna") == store.path / "feedback" / "anna.html"


def test_a_later_result_replaces_the_earlier_one(tmp_path: Path) -> None:
    store = ResultStore.open(tmp_path / "r")
    store.write(make_result(points=0))
    store.write(make_result(points=2))

    loaded = store.load("anna")

    assert loaded is not None
    assert loaded.score == 2
    assert "2</strong> of 2 points" in store.feedback_path("anna").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"\xff\xfe",
        b"null",
        b"[" * 100_000,
        b'{"student": "anna"}',
        b'{"seed": ' + b"9" * 10_000 + b"}",
    ],
    ids=["empty", "cut", "no text", "null", "nested", "fields absent", "huge number"],
)
def test_what_is_damaged_counts_as_not_there(tmp_path: Path, content: bytes) -> None:
    store = ResultStore.open(tmp_path / "r")
    store.result_path("anna").write_bytes(content)

    assert store.load("anna") is None


def test_a_file_of_another_version_or_learner_counts_as_not_there(tmp_path: Path) -> None:
    store = ResultStore.open(tmp_path / "r")
    later = as_dict(make_result()) | {"a_field_of_a_later_version": 1}
    store.result_path("anna").write_text(json.dumps(later), encoding="utf-8")
    store.result_path("ben").write_text(json.dumps(as_dict(make_result("anna"))), encoding="utf-8")

    assert store.load("anna") is None
    assert store.load("ben") is None


def test_a_deleted_page_is_made_again(tmp_path: Path) -> None:
    store = ResultStore.open(tmp_path / "r")
    store.write(make_result())
    page = store.feedback_path("anna").read_bytes()
    store.feedback_path("anna").unlink()

    store.write(make_result())

    assert store.feedback_path("anna").read_bytes() == page


def test_new_files_follow_the_umask(tmp_path: Path) -> None:
    store = ResultStore.open(tmp_path / "r")
    former = os.umask(0o027)
    try:
        store.write(make_result())
    finally:
        os.umask(former)

    assert store.result_path("anna").stat().st_mode & 0o777 == 0o640


def test_a_failed_write_keeps_the_earlier_result_and_leaves_no_parts(tmp_path: Path) -> None:
    # A limit on file sizes stands in for a full disk: the write breaks off in the middle.
    store = ResultStore.open(tmp_path / "r")
    store.write(make_result())
    program = f"""
import resource, signal, sys
from pathlib import Path
from grading.results import Result, TestResult
from grading.store import ResultStore, UnusableResults
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))
store = ResultStore.open(Path({str(store.path)!r}))
test = TestResult("test_relu", "convolution", 0, 2, "failed", "x" * 50_000)
try:
    store.write(Result.from_tests("anna", [test], digest="d", kit_version="0.1.0"))
except UnusableResults as error:
    print(error)
"""
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)

    assert "can't be written (File too large)" in run.stdout
    assert store.load("anna") == make_result()
    assert files_in(store.path) == [".kit-results", "feedback/anna.html", "results/anna.json"]


@pytest.mark.parametrize("kind", ["new", "empty", "earlier"])
def test_open_takes(tmp_path: Path, kind: str) -> None:
    path = tmp_path / "r"
    if kind == "empty":
        path.mkdir()
    if kind == "earlier":
        ResultStore.open(path).write(make_result())
        (path / "notes.txt").write_text("by the instructor")

    ResultStore.open(path)

    assert (path / ".kit-results").is_file()


def test_open_refuses_a_folder_with_something_else_and_leaves_it_alone(tmp_path: Path) -> None:
    (tmp_path / "thesis.tex").write_text("precious")

    with pytest.raises(UnusableResults, match=r"holds something else \(thesis.tex\).*Give another path"):
        ResultStore.open(tmp_path)

    assert files_in(tmp_path) == ["thesis.tex"]


@pytest.mark.parametrize("where", ["", "below", "results"])
def test_open_refuses_a_file_in_the_way(tmp_path: Path, where: str) -> None:
    if where == "results":
        ResultStore.open(tmp_path / "r")
        (tmp_path / "r" / "results").rmdir()
        (tmp_path / "r" / "results").write_text("in the way")
    else:
        (tmp_path / "r").write_text("a file")

    with pytest.raises(UnusableResults, match="Expected a folder"):
        ResultStore.open(tmp_path / "r" / where if where == "below" else tmp_path / "r")


def test_open_refuses_a_place_where_nothing_can_be_made() -> None:
    with pytest.raises(UnusableResults, match=r"/proc/results can't be written .*Give another path"):
        ResultStore.open(Path("/proc/results"))


@pytest.mark.parametrize("where", [".", "out", "link"])
def test_open_refuses_to_write_among_the_submissions(tmp_path: Path, where: str) -> None:
    submissions = tmp_path / "submissions"
    submissions.mkdir()
    (tmp_path / "link").symlink_to(submissions)
    path = tmp_path / "link" / "out" if where == "link" else submissions / where

    with pytest.raises(UnusableResults, match="inside the submissions, which are only read"):
        ResultStore.open(path, submissions=submissions)

    assert files_in(submissions) == []


HEADER = (
    "student,score,max_score,convolution,pooling,model,training,answers,bonus,"
    "status,needs_review,attempt,submitted_at,late_penalty,adjustment,final"
)


def test_grades_have_one_line_for_each_learner_of_the_run(tmp_path: Path) -> None:
    store = ResultStore.open(tmp_path / "r")
    store.write(make_result("gone"))
    most = {"convolution": 25}
    store.write_class(
        [
            make_result("ben", points=1.5),
            Result.without_tests("anna", "ungraded", "why", most, digest="d", kit_version="1"),
            Result.without_tests("cleo", "invalid", "why", most, digest="d", kit_version="1"),
        ],
        {},
    )

    assert (store.path / "grades.csv").read_bytes().decode() == (
        f"{HEADER}\n"
        "anna,,25,,,,,,,ungraded,false,1,,0,0,\n"
        "ben,1.5,2,1.5,,,,,,graded,false,1,,0,0,1.5\n"
        "cleo,0,25,0,,,,,,invalid,false,1,,0,0,0\n"
    )


def test_a_terminal_that_shows_a_result_obeys_nothing_in_it(tmp_path: Path) -> None:
    student = "a\x1b[31m\x9b31m\x7f\u202e\U000e0001\udce9 Zoë"
    store = ResultStore.open(tmp_path / "r", [student])

    store.write(make_result(student))

    text = store.result_path(student).read_text("utf-8")
    assert text.replace("\n", "").isprintable()
    assert "Zoë" in text
    assert store.load(student) == make_result(student)


@pytest.mark.parametrize(
    "student", ['a,"b"\nc', "Zoë 李雷", "a\udce9b", "../../etc/passwd", "x" * 300, "\x1b[31m"]
)
def test_any_id_is_kept_and_listed(tmp_path: Path, student: str) -> None:
    store = ResultStore.open(tmp_path / "r", [student])
    store.write(make_result(student))
    store.write_class([make_result(student)], {})

    assert store.load(student) == make_result(student)
    assert store.result_path(student).resolve().parent == store.path / "results"
    assert len(rows(store.path)) == 1


@pytest.mark.parametrize(
    "students",
    [["anna", "Anna"], ["a/b", "50% #1?", "Zoë 李雷", "x" * 300], ["a\udce9b", "../../etc/passwd", '"><b>']],
)
def test_the_report_leads_to_the_pages_of_those_who_need_a_look(tmp_path: Path, students: list[str]) -> None:
    store = ResultStore.open(tmp_path / "r", students)
    results = [Result.without_tests(s, "invalid", "why", {}, digest="d", kit_version="1") for s in students]
    for result in results:
        store.write(result)
    store.write_class(results, {})

    links = re.findall(r'href="(.*?)"', (store.path / "report.html").read_text("utf-8"))

    pages = [store.path / unquote(urlsplit(html.unescape(link)).path) for link in links]
    assert set(pages) == {store.feedback_path(student) for student in students}
    assert all(page.is_file() for page in pages)


def test_answers_to_read_are_written_with_their_text(tmp_path: Path) -> None:
    store = ResultStore.open(tmp_path / "r")
    answer = AnswerResult("max_pooling", 0, 10, (), (), 0.1, True, (), "")
    store.write_class(
        [Result.from_tests("anna", [], [answer], digest="d", kit_version="1")],
        {"anna": {"max_pooling": "=A\nlist"}},
    )

    with (store.path / "review.csv").open(encoding="utf-8", newline="") as stream:
        (row,) = csv.DictReader(stream)
    assert (row["student"], row["question"], row["text"]) == ("anna", "max_pooling", "'=A\nlist")


def test_learners_whose_ids_differ_in_case_get_files_that_differ_in_more(tmp_path: Path) -> None:
    ResultStore.open(tmp_path / "r", ["anna"]).write(make_result("anna"))

    both = ResultStore.open(tmp_path / "r", ["anna", "Anna"])
    both.write(make_result("anna"))
    both.write(make_result("Anna"))

    assert both.load("anna") == make_result("anna")
    assert both.load("Anna") == make_result("Anna")
    names = [name.lower() for name in files_in(both.path / "results")]
    assert len(names) == len(set(names)) == 2
    assert "anna.json" not in names


def test_ids_that_are_safe_stay_as_they_are() -> None:
    ids = ["anna", "Ben-2", "s1234567", "schmidt, anna (3)", "o'neill@uni.edu", "Zoë", "李雷", "v1.2"]

    assert file_names(ids) == {student: student for student in ids}


@pytest.mark.parametrize(
    "student",
    [
        "CON",
        "nul.zip",
        "com1",
        "Aux .x",
        "a/b",
        "a\\b",
        "a:b",
        "..",
        ".hidden",
        "-rf",
        "a.",
        "a ",
        "",
        "\n",
        "ä" * 99,
    ],
)
def test_ids_that_are_not_safe_get_a_hash(student: str) -> None:
    name = file_names([student])[student]

    assert name != student
    assert re.search(r"-[0-9a-f]{20}$", name)


@pytest.mark.parametrize("twins", [("anna", "Anna"), ("e\u0301", "\xe9"), ("\u210b", "h"), ("\uff21", "a")])
def test_ids_that_some_disk_takes_for_one_another_get_a_hash(twins: tuple[str, str]) -> None:
    names = file_names(twins)

    assert len({as_seen_by_the_laxest_disk(name) for name in names.values()}) == 2


def test_an_id_that_looks_like_a_hashed_name_does_not_meet_it() -> None:
    hashed = file_names(["a/b"])["a/b"]

    assert file_names(["a/b", hashed])[hashed] != hashed


# Ids that file systems tend to mix up, beside any at all.
TRICKY = st.text(
    st.sampled_from("aAäÄßs\u017fk\u212ahH\u210b\uff48./\\:*\0 ~-\u0308\u202e\ud800"), max_size=6
)


def as_seen_by_the_laxest_disk(name: str) -> str:
    return normalize("NFKC", normalize("NFKC", name).casefold())


@STEADY
@given(st.sets(TRICKY | st.text(max_size=200), max_size=12))
def test_file_names_are_safe_unique_and_steady(students: set[str]) -> None:
    names = file_names(students)

    assert set(names) == students
    assert len({as_seen_by_the_laxest_disk(name) for name in names.values()}) == len(students)
    assert file_names(sorted(students)) == names
    for name in names.values():
        assert name.isprintable()
        assert not set(name) & set('<>:"/\\|?*')
        assert name == name.strip()
        assert not name.startswith((".", "-"))
        assert not name.endswith(".")
        assert 0 < len(f"{name}.json".encode()) <= 143
        assert name.split(".")[0].strip().lower() not in {"con", "prn", "aux", "nul", "com1", "lpt9"}
