import base64
import io
import json
import os
import subprocess
import sys
import textwrap
import tomllib
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from grading import locks
from grading.course import course_root
from grading.exchange.told import LEVELS
from grading.results import Result, TestResult
from tests.grading.exchange.classes import awaiting, result_of, settled, ungraded

WHEN = {"hidden": 3, "after_published": 2, "after_due_date": 1, "visible": 0}
QUESTION = "What does max pooling do in a CNN?"
NOW, DUE, PUBLISHED, NEVER = range(4)


def shown(data: dict[str, Any], when: int) -> dict[str, dict[str, Any]]:
    """What a learner sees at a time, by Gradescope's documented rules."""
    return {test["name"]: test for test in data["tests"] if WHEN[test.get("visibility", "visible")] <= when}


def total_is_shown(data: dict[str, Any], when: int) -> bool:
    """Hidden tests hide the total, but for those that are hidden for good."""
    return all(WHEN[test["visibility"]] <= when or test["visibility"] == "hidden" for test in data["tests"])


@pytest.fixture
def one(
    tmp_path: Path, graded: Callable[..., Path], kit: Callable[..., Any]
) -> Callable[..., dict[str, Any]]:
    """The results.json of one result, checked for what the format asks of every file."""

    def written(result: Any, *options: str) -> dict[str, Any]:
        out = tmp_path / "results.json"
        said = kit("gradescope", graded(result), "--student", result.student, "--out", out, *options)
        assert said.code == 0, said.err
        data: dict[str, Any] = json.loads(out.read_text("ascii"))
        assert isinstance(data["score"], int | float)
        assert data["stdout_visibility"] == "hidden"
        for test in data["tests"]:
            assert test["visibility"] in WHEN
            assert test["status"] in ("passed", "failed")
            assert ("score" in test) == ("max_score" in test)
        return data

    return written


def test_learners_see_scores_first_ideas_after_the_due_date_and_answers_when_published(
    one: Callable[..., dict[str, Any]],
) -> None:
    data = one(awaiting(result_of("anna", lost=10)))
    assert data["score"] == 90
    assert {name: (test["score"], test["max_score"]) for name, test in shown(data, NOW).items()} == {
        "Convolution": (50, 60),
        "Max pooling": (20, 20),
        "Bonus": (0, 10),
    }
    assert not any("output" in test for test in shown(data, NOW).values())
    later = shown(data, DUE)
    assert later["Relu keeps (50 of 60)"]["output"] == "Two\nlines, <b>"
    assert "score" not in later["Relu keeps (50 of 60)"]
    assert QUESTION not in later
    assert "A person will read this answer" in shown(data, PUBLISHED)[QUESTION]["output"]
    assert [total_is_shown(data, when) for when in (NOW, DUE, PUBLISHED)] == [False, False, True]


@pytest.mark.parametrize("before", LEVELS)
@pytest.mark.parametrize("after", LEVELS)
def test_no_level_makes_an_oracle_of_attempts(
    one: Callable[..., dict[str, Any]], before: str, after: str
) -> None:
    result = result_of("anna", lost=10)
    result = replace(result, tests=(replace(result.tests[0], revealed="relu(-1) is 0"), *result.tests[1:]))
    data = one(result, "--feedback-before", before, "--feedback-after", after)
    now, due = shown(data, NOW), shown(data, DUE)
    assert QUESTION not in now
    assert QUESTION not in due
    assert not total_is_shown(data, DUE)
    said = {
        name: [test.get("output", "") for test in seen.values()]
        for name, seen in (("now", now), ("due", due))
    }
    assert ("Two\nlines, <b>" in said["now"]) == (before in ("ideas", "full"))
    assert not any("relu(-1)" in text for text in said["now"])
    assert ("Two\nlines, <b>\nrelu(-1) is 0" in said["due"]) == (after == "full")
    assert bool(now) == (before != "none")
    assert bool(due) == (before != "none" or after != "none")
    # Each line's points are told once at every time: where they are, they sum up.
    for seen in (now, due):
        assert sum(test.get("score", 0) for test in seen.values()) in (0, 70)
    published = shown(data, PUBLISHED)
    assert published[QUESTION]["score"] == 20
    assert sum(test.get("score", 0) for test in published.values()) == 90


def test_what_the_course_adds_is_in_the_score_and_said(one: Callable[..., dict[str, Any]]) -> None:
    late = settled(result_of("anna", lost=10), penalty=5, change=2.5, reason="The test was unfair")
    data = one(late)
    assert data["score"] == 87.5
    assert data["output"] == "Handed in late: -5 points\nRelu keeps: +2.5 points. The test was unfair"
    raw = one(late, "--raw")
    assert (raw["score"], raw["output"]) == (90, "")


@pytest.mark.parametrize(("held", "status"), [(locks.REQUIRED, "passed"), (locks.REQUIRED[1:], "failed")])
def test_instructors_alone_are_told_of_the_locks(
    one: Callable[..., dict[str, Any]], held: tuple[str, ...], status: str
) -> None:
    data = one(replace(result_of("anna"), locks=held, unsafe=status == "failed"))
    name = "Locks around the learner's code"
    assert name not in shown(data, PUBLISHED)
    assert shown(data, NEVER)[name]["status"] == status
    assert (locks.NAMESPACES in shown(data, NEVER)[name]["output"]) == (status == "failed")
    assert data["extra_data"]["unsafe"] == (status == "failed")


def test_a_folder_holds_a_file_a_learner_but_for_whom_the_kit_failed(
    tmp_path: Path, graded: Callable[..., Path], kit: Callable[..., Any]
) -> None:
    results = graded(result_of('Doe, "J"'), result_of("Müller"), ungraded("zoe"))
    said = kit("gradescope", results, "--out", tmp_path / "files")
    assert len(list((tmp_path / "files").glob("*.json"))) == 2
    assert "left empty: zoe" in said.out

    answer = kit("gradescope", results, "--student", "zoe", "--out", tmp_path / "one.json")
    assert answer.code == 2
    assert "There is no score of 'zoe': The judge died. Nothing is written, lest it count as 0." in answer.err
    answer = kit("gradescope", results, "--student", "nobody", "--out", tmp_path / "one.json")
    assert "has no result of 'nobody'. Give --student one of: " in answer.err
    assert not (tmp_path / "one.json").exists()


@pytest.mark.parametrize("unsafe", [False, True])
def test_the_autograder_has_its_two_scripts_at_the_top_and_one_wheel(
    tmp_path: Path, kit: Callable[..., Any], unsafe: bool
) -> None:
    options = ["--unsafe-no-sandbox"] if unsafe else []
    course = tmp_path / "course.toml"
    course.write_text('bonus = "cap"\ndeadline = 2026-12-01T12:00:00Z\n[feedback]\nafter = "full"\n')
    options += ["--course", str(course), "--feedback-before", "none"]
    said = kit("gradescope-autograder", "--out", tmp_path / "a.zip", *options)
    assert said.code == 0, said.err
    with zipfile.ZipFile(tmp_path / "a.zip") as archive:
        (wheel,) = (name for name in archive.namelist() if name.endswith(".whl"))
        assert set(archive.namelist()) == {
            *("setup.sh", "run_autograder", "constraints.txt", "course.toml", wheel)
        }
        for script in ("setup.sh", "run_autograder"):
            assert archive.getinfo(script).external_attr >> 16 & 0o111
            text = archive.read(script).decode()
            assert text.startswith("#!/usr/bin/env bash\n")
            subprocess.run(["bash", "-n"], input=text, text=True, check=True)
        assert ("--unsafe-no-sandbox" in text) == unsafe == ("forge its verdict" in said.out)
        assert "@" not in text
        settings = tomllib.loads(archive.read("course.toml").decode())
        assert settings == {"bonus": "cap", "feedback": {"before": "none", "after": "full"}}
        assert "tensorflow==" in archive.read("constraints.txt").decode()
        with zipfile.ZipFile(io.BytesIO(archive.read(wheel))) as inner:
            assert {"helpers/cli.py", "grading/course/graders/test_pooling.py"} <= set(inner.namelist())
            assert not [name for name in inner.namelist() if "__pycache__" in name]


def test_levels_are_the_courses(
    tmp_path: Path, one: Callable[..., dict[str, Any]], graded: Callable[..., Path], kit: Callable[..., Any]
) -> None:
    course = tmp_path / "course.toml"
    course.write_text('[feedback]\nbefore = "ideas"\n')
    assert "Relu keeps" in shown(one(result_of("anna"), "--course", str(course)), NOW)
    seen = shown(one(result_of("anna"), "--course", str(course), "--feedback-before", "scores"), NOW)
    assert set(seen) == {"Convolution", "Max pooling", "Bonus"}

    course.write_text('[feedback]\nbefore = "everything"\n')
    answer = kit("gradescope", graded(result_of("anna")), "--out", tmp_path / "out", "--course", course)
    assert answer.code == 2
    assert "course.toml" in answer.err
    assert "'everything'" in answer.err


def test_an_autograder_is_a_zip(tmp_path: Path, kit: Callable[..., Any]) -> None:
    assert "does not end in .zip" in kit("gradescope-autograder", "--out", tmp_path / "autograder").err


def points_of(encoded: str) -> tuple[float, float, dict[str, Any]]:
    """Points, maximum and result, as classroom-resources/autograding-grading-reporter reckons."""
    result = json.loads(base64.b64decode(encoded))
    assert result["status"] in ("pass", "fail", "error")
    assert all(isinstance(test["score"], int | float) and test["status"] for test in result["tests"])
    return sum(test["score"] for test in result["tests"]), result["max_score"], result


@pytest.mark.parametrize("level", LEVELS)
def test_classrooms_reporter_reads_the_score(
    tmp_path: Path, graded: Callable[..., Path], kit: Callable[..., Any], level: str
) -> None:
    bonus = TestResult("train_step_learns", "bonus", 10, 10, "passed")
    made = result_of("plain")
    plain = Result.from_tests(
        "plain", [*made.tests[:2], bonus], made.answers, digest="d", kit_version="0.1.0"
    )
    late = settled(result_of("late", lost=10), penalty=5, change=2.5, reason="Fair")
    results = graded(plain, late, replace(plain, student="added", final=110), ungraded("zoe"))

    assert kit("github-classroom", results, "--out", tmp_path / "gh", "--feedback", level).code == 0

    read = {
        path.stem: points_of(base64.b64encode(path.read_bytes()).decode())
        for path in (tmp_path / "gh" / "results").iterdir()
    }
    assert {name: (points, most) for name, (points, most, _) in read.items()} == {
        "plain": (100, 100),
        "late": (87.5, 100),
        "added": (110, 100),
    }
    assert (read["plain"][2]["status"], read["late"][2]["status"]) == ("pass", "fail")
    assert min(test["score"] for test in read["plain"][2]["tests"]) >= 0
    texts = [test["message"] for test in read["late"][2]["tests"]]
    assert ("Two\nlines, <b>" in texts) == (level in ("ideas", "full"))
    assert any("Handed in late: -5 points" in text for text in texts)


def test_the_workflow_runs_the_visible_checks_and_gives_what_the_reporter_reads(
    tmp_path: Path, kit: Callable[..., Any]
) -> None:
    assert kit("github-classroom", "--out", tmp_path / "gh").code == 0
    assert [path.name for path in (tmp_path / "gh").iterdir()] == [".github"]
    workflow = (tmp_path / "gh" / ".github" / "workflows" / "classroom.yml").read_text("utf-8")
    _, _, rest = workflow.partition("        id: checks\n        run: |\n")
    script = textwrap.dedent(rest.partition("      - name: ")[0])
    assert "id: checks" in workflow
    assert "CHECKS_RESULTS" in workflow

    def checked(folder: Path) -> tuple[float, float, dict[str, Any]]:
        output = tmp_path / "output"
        output.write_text("")
        path = f"{Path(sys.executable).parent}:{os.environ['PATH']}"
        env = os.environ | {"PATH": path, "RUNNER_TEMP": str(folder), "GITHUB_OUTPUT": str(output)}
        subprocess.run(["bash", "-e", "-c", script], cwd=folder, env=env, check=True, capture_output=True)
        name, _, encoded = output.read_text().strip().partition("=")
        assert name == "result"
        return points_of(encoded)

    empty = tmp_path / "empty"
    empty.mkdir()
    points, most, result = checked(empty)
    assert (points, most, result["tests"][0]["message"]) == (0, 1, "They did not run.")

    learner = tmp_path / "learner" / "exercises"
    learner.mkdir(parents=True)
    given = course_root() / "exercises"
    for name in ("pytest.ini", "pooling.py", "test_pooling.py"):
        (learner / name).write_bytes((given / name).read_bytes())
    (learner / "pooling.py").write_bytes((course_root() / "solutions" / "pooling.py").read_bytes())
    (learner / "data").symlink_to(given / "data")
    points, most, result = checked(learner.parent)
    assert points == most == len(result["tests"]) > 5
    assert result["status"] == "pass"
    assert result["tests"][0]["name"].startswith("test_pooling: test_")
