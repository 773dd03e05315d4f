"""Bulk downloads through the real `kit grade`."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from grading.course import course_root
from tests.handed_in import POOLING, make_folder, zipped

KIT = Path(sys.executable).with_name("kit")
RIGHT = (course_root() / "solutions" / "pooling.py").read_bytes()
ZIP = zipped({"kit/exercises/pooling.py": RIGHT})
PAGE = b"<html><body><p>What does max pooling do in a CNN?</p><p>I do not know.</p></body></html>"

MOODLE = {
    "CNN-42/Müller, Änne_12_assignsubmission_file/pooling - Kopie.py": RIGHT,
    "CNN-42/Müller, Änne_12_assignsubmission_onlinetext/onlinetext.html": PAGE,
    "CNN-42/Pat O'Brien_13_assignsubmission_file/exercises (1).zip": ZIP,
    "CNN-42/Participant_14_assignsubmission_file/pooling.py": POOLING,
    "__MACOSX/CNN-42/._x": b"",
}
CANVAS = {
    "mülleränne_101_9001_pooling-1.py": RIGHT,
    "mülleränne_101_9002_answers.md": b"## What does max pooling do in a CNN?\nI do not know.\n",
    "obrienpat_LATE_102_9003_work.zip": ZIP,
    "anon_aB3dE_9004_pooling.py": POOLING,
}


@pytest.mark.parametrize(
    ("source", "download", "points", "late"),
    [
        ("moodle", MOODLE, {"12": 15, "13": 15, "14": 0}, set()),
        ("canvas", CANVAS, {"101": 15, "102": 15, "anon_aB3dE": 0}, {"102"}),
    ],
)
def test_a_download_is_graded_under_the_platforms_ids(
    tmp_path: Path, source: str, download: dict[str, bytes], points: dict[str, float], late: set[str]
) -> None:
    submissions = make_folder(tmp_path / "download", download)
    times = tmp_path / "times.csv"
    first = next(iter(points))
    times.write_text(f"student,submitted_at\n{first},2026-03-05 16:05\n")
    options = ["--exercise", "pooling", "--times", times, "--timezone", "Europe/Berlin"]

    run = subprocess.run(
        [KIT, "grade", submissions, "--out", tmp_path / "results", "--unsafe-no-sandbox", *map(str, options)],
        capture_output=True,
        text=True,
        check=False,
    )

    assert run.returncode == 0, run.stdout + run.stderr
    found: dict[str, dict[str, Any]] = {
        path.stem: json.loads(path.read_text()) for path in (tmp_path / "results" / "results").glob("*.json")
    }
    assert {result["student"] for result in found.values()} == set(points)
    for student, result in found.items():
        assert result["status"] == "graded"
        assert result["arrival"]["source"] == source
        assert result["arrival"]["marked_late"] == (student in late)
        if points[student]:
            assert result["exercises"]["pooling"]["score"] == points[student]
        else:
            assert result["exercises"]["pooling"]["score"] < 15
    assert found[first]["arrival"]["submitted_at"] == "2026-03-05T16:05:00+01:00"
    assert "times.csv: there is no time for:" in run.stdout.replace("\n", " ")
    assert "was taken for pooling.py" in " ".join(run.stdout.split())
