"""The command as an instructor uses it: real servers, real folders, and what is printed."""

import contextlib
import csv
import json
import os
import select
import shutil
import signal
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from grading.course import course_root

SOLUTIONS = course_root() / "solutions"
KIT = Path(sys.executable).with_name("kit")
HANGING = "def max_pool(images, pool_size=2, stride=None):\n    while True:\n        pass\n"


def _kit(*words: object, **more: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [KIT, *map(str, words)],
        capture_output=True,
        text=True,
        check=False,
        env=os.environ | {"COLUMNS": "100"} | more,
    )


def _right(folder: Path) -> Path:
    folder.mkdir(parents=True)
    for name in ("convolution.py", "pooling.py", "answers.md"):
        shutil.copy(SOLUTIONS / name, folder)
    return folder


def _result(results: Path, student: str) -> dict[str, object]:
    found: dict[str, object] = json.loads((results / "results" / f"{student}.json").read_text())
    return found


def _grades(results: Path) -> dict[str, dict[str, str]]:
    with (results / "grades.csv").open(newline="") as file:
        return {row["student"]: row for row in csv.DictReader(file)}


def test_a_mixed_class_gets_a_result_for_everyone(tmp_path: Path) -> None:
    submissions, results = tmp_path / "class", tmp_path / "results"
    _right(submissions / "ann")
    (_right(submissions / "ben") / "pooling.py").write_text(HANGING)
    (submissions / "cleo.zip").write_bytes(b"PK\x03\x04 no archive")
    with zipfile.ZipFile(submissions / "dora.zip", "w") as archive:
        archive.writestr("dora's work/exercises/pooling.py", (SOLUTIONS / "pooling.py").read_text())
    (submissions / "emil").mkdir()

    run = _kit(
        "grade", submissions, "--out", results, "--timeout", "1", "--seed", "7", "--jobs", "2", COLUMNS="200"
    )

    assert run.returncode == 0, run.stderr
    grades = _grades(results)
    assert {name: (row["status"], row["score"]) for name, row in grades.items()} == {
        "ann": ("graded", "60"),
        "ben": ("graded", "45"),
        "cleo": ("invalid", "0"),
        "dora": ("graded", "15"),
        "emil": ("invalid", "0"),
    }
    ben = _result(results, "ben")
    pooling = [test["outcome"] for test in ben["tests"] if test["exercise"] == "pooling"]  # type: ignore[attr-defined]
    assert set(pooling) == {"timeout"}
    assert ben["seed"] == 7
    assert ben["unsafe"] is False
    assert ben["exercises"]["convolution"] == {"score": 25, "max_score": 25}  # type: ignore[index]
    dora = _result(results, "dora")
    assert {test["outcome"] for test in dora["tests"] if test["exercise"] == "convolution"} == {"missing"}  # type: ignore[attr-defined]
    for name in ("feedback/ann.html", "report.html", "review.csv"):
        assert (results / name).is_file()
    assert "5 of 5 graded" in run.stdout
    assert f"{len(pooling)} timeout" in run.stdout
    (line,) = [line for line in run.stdout.splitlines() if line.startswith("ann ")]
    assert "60/100  25/25  15/15   0/20   0/20    20/20   0/10" in line
    for name in ("grades.csv", "report.html"):
        assert str(results / name) in run.stdout
    assert "review.csv" not in run.stdout, "there is no answer to read"


def test_a_terminal_that_can_not_print_a_name_ends_no_run(tmp_path: Path) -> None:
    (tmp_path / "class" / "李雷").mkdir(parents=True)

    run = _kit("grade", tmp_path / "class", "--out", tmp_path / "results", PYTHONIOENCODING="ascii")

    assert run.returncode == 0, run.stderr
    assert "\\u674e\\u96f7" in run.stdout
    assert "李雷" in _grades(tmp_path / "results")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["grade", "nowhere", "--out", "results"], "nowhere does not exist"),
        (["grade", "empty", "--out", "results"], "empty is empty"),
        (["grade", "", "--out", "results"], "an empty name was given"),
        (["grade", "one", "--out", "results"], "one looks like one submission"),
        (["grade", "class", "--out", "class/results"], "only read"),
        (["grade", "class", "--out", "other"], "holds something else"),
        (["grade", "class", "--out", "a file"], "a file"),
        (["grade", "class", "--out", "results", "--student", "nobody"], "Give --student one of: ann"),
        (
            ["grade", "class", "--out", "results", "--jobs", "0"],
            "'0' was given, a whole number from 1 to 256",
        ),
        (["grade", "class", "--out", "results", "--jobs", "many"], "'many' was given"),
        (["grade", "class", "--out", "results", "--seed", "-1"], "'-1' was given"),
        (
            ["grade", "class", "--out", "results", "--timeout", "nan"],
            "'nan' was given, a number of seconds above 0",
        ),
        (["grade", "class", "--out", "results", "--exercise", "poetry"], "invalid choice"),
        (["grade", "class", "--out", "results", "--data", "cats"], "invalid choice"),
        (["grade", "class"], "--out"),
        (["grade", "class", "--out", "results", "--course", "nowhere.toml"], "nowhere.toml can't be read"),
        (["grade", "class", "--out", "results", "--course", "a file"], "a file is no TOML"),
        (["grade", "class", "--out", "results", "--attempt", "first"], "invalid choice"),
    ],
)
def test_what_can_not_be_used_is_told_in_a_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: list[str], said: str
) -> None:
    monkeypatch.chdir(tmp_path)
    _right(tmp_path / "class" / "ann")
    (tmp_path / "empty").mkdir()
    _right(tmp_path / "one" / "exercises")
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "thesis.txt").write_text("mine")
    (tmp_path / "a file").write_text("mine")
    run = _kit(*words)
    assert run.returncode == 2
    assert said in run.stderr
    assert "Traceback" not in run.stderr
    assert (tmp_path / "other" / "thesis.txt").read_text() == "mine"


@pytest.mark.parametrize(
    ("content", "said"), [(b"no digits", "is no data set of digits"), (None, "could not be fetched")]
)
def test_data_that_can_not_be_had_are_told_in_a_line(
    tmp_path: Path, content: bytes | None, said: str
) -> None:
    _right(tmp_path / "class" / "ann")
    (tmp_path / "datasets").mkdir()
    if content is not None:
        (tmp_path / "datasets" / "mnist.npz").write_bytes(content)
    # No way into any network, wherever this test runs.
    offline = dict.fromkeys(("http_proxy", "https_proxy", "HTTP_PROXY", "HTTPS_PROXY"), "http://127.0.0.1:9")
    run = _kit(
        *("grade", tmp_path / "class", "--out", tmp_path / "results", "--data", "mnist"),
        **(offline | {"no_proxy": "", "NO_PROXY": "", "KERAS_HOME": str(tmp_path)}),
    )
    assert run.returncode == 2
    line = run.stderr.splitlines()[-1]  # before it, TensorFlow may say that it found no GPU
    assert line.startswith("kit grade: ")
    assert said in line
    assert "Traceback" not in run.stderr


@pytest.mark.parametrize("interruption", [signal.SIGINT, signal.SIGTERM])
def test_an_interrupted_run_keeps_what_it_has_and_leaves_no_process(
    tmp_path: Path, interruption: signal.Signals
) -> None:
    submissions, results, scratch = tmp_path / "class", tmp_path / "results", tmp_path / "scratch"
    scratch.mkdir()
    _right(submissions / "ann")
    (_right(submissions / "ben") / "pooling.py").write_text(HANGING)
    run = subprocess.Popen(
        [str(KIT), "grade", str(submissions), "--out", str(results), "--jobs", "1"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=os.environ | {"TMPDIR": str(scratch)},
        # A job in the background inherits that Ctrl-C is ignored; these tests may be one.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),
    )
    assert run.stdout is not None
    for line in run.stdout:
        if line.startswith("1 of 2"):
            break
    run.send_signal(interruption)
    _, said = run.communicate()
    assert run.returncode == 130
    assert "the same command goes on from there" in said
    assert _result(results, "ann")["score"] == 60
    assert not (results / "results" / "ben.json").exists()
    # Keepers see last that nobody asks any more; each ends its worker and then itself.
    for process in _processes_working_below(scratch):
        assert select.select([process], [], [], 30)[0]
        os.close(process)
    assert list(scratch.iterdir()) == []


def _processes_working_below(folder: Path) -> list[int]:
    found = []
    for entry in Path("/proc").iterdir():
        with contextlib.suppress(OSError):
            if entry.name.isdigit() and str((entry / "cwd").readlink()).startswith(str(folder)):
                found.append(os.pidfd_open(int(entry.name)))
    return found


def test_build_says_when_all_is_up_to_date() -> None:
    run = _kit("build", "--check")
    assert (run.returncode, run.stdout) == (0, "Everything is up to date.\n")


def test_release_writes_where_it_is_told_and_says_when_it_can_not(tmp_path: Path) -> None:
    out = tmp_path / "kit.zip"
    assert str(out) in _kit("release", "--out", out).stdout
    assert zipfile.is_zipfile(out)
    run = _kit("release", "--out", tmp_path / "nowhere" / "kit.zip")
    assert run.returncode == 2
    assert "can't be written" in run.stderr
