"""GitHub Classroom: the workflow for learners' repositories, and results as its reporter reads them.

Format: classroom-resources/autograding-grading-reporter (src/main.js, src/notify-classroom.js): each runner's
result is JSON in base64, in a variable `<RUNNER>_RESULTS`; the points shown are the sum of the tests' `score`
out of `max_score`.
"""

import argparse
from importlib.resources import files
from pathlib import Path
from typing import Any

from grading.exchange.arguments import add_raw, named_path
from grading.exchange.files import check_out, write_file
from grading.exchange.graded_class import GradedClass
from grading.exchange.gradescope import as_json
from grading.exchange.scores import changes, exported
from grading.exchange.told import LEVELS, Told, told_of_answers, told_of_code
from grading.policy.course import Course, Level
from grading.results import Result, tidy
from grading.store import file_names

SUMMARY = "GitHub Classroom's workflow file, and results as its reporter reads them"

WORKFLOW = ".github/workflows/classroom.yml"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of `kit export github-classroom`."""
    parser.add_argument(
        "results",
        type=named_path,
        nargs="?",
        metavar="RESULTS",
        help="folder that `kit grade` wrote; without it, only the workflow is written",
    )
    parser.add_argument("--out", type=named_path, required=True, metavar="PATH", help="a folder to write to")
    parser.add_argument(
        "--feedback",
        choices=LEVELS,
        default=Course.feedback_after,
        help=f"what the results tell a learner (default {Course.feedback_after})",
    )
    add_raw(parser)


def export(arguments: argparse.Namespace) -> list[str]:
    """Write the workflow and, where RESULTS is given, a file a learner.

    Raises:
        Unusable: RESULTS or `--out` can't be used.
    """
    out: Path = arguments.out
    workflow = (files("grading.exchange") / "classroom.yml").read_bytes()
    if arguments.results is None:
        return [f"written: {write_file(out / WORKFLOW, workflow)}"]
    check_out(out, arguments.results)
    graded = GradedClass.read(arguments.results)
    names = file_names(result.student for result in graded.results)
    said = [f"written: {write_file(out / WORKFLOW, workflow)}"]
    scored = [result for result in graded.results if exported(result) is not None]
    for result in scored:
        data = runner_result(result, arguments.feedback, arguments.raw)
        write_file(out / "results" / f"{names[result.student]}.json", as_json(data))
    said.append(f"written: {len(scored)} files in {out / 'results'}")
    return [*said, *graded.notices()]


def runner_result(result: Result, level: Level, raw: bool = False) -> dict[str, Any]:
    """What a runner of GitHub Classroom's gives, for `<RUNNER>_RESULTS` in base64.

    The scores of its tests sum up to the learner's score: what is not said of single tests, and what the
    course adds, has lines of its own.

    Args:
        result: a learner's result, with a score.
        level: how much is told.
        raw: export the score without what the course adds.
    """
    score = exported(result, raw) or 0
    lines = [*told_of_code(result, level), *told_of_answers(result, level)]
    # Whether the bonus counts, the course says: then it is in the score, and so in the last line.
    tests = [_test(line, 0 if line.bonus else line.points) for line in lines]
    rest = tidy(score - sum(test["score"] for test in tests))
    if rest or not tests:
        said = [*([result.problem] if result.problem else []), *([] if raw else changes(result))]
        tests.append(_test(Told("All else that counts", 0, 0, "\n".join(said)), rest))
    return {
        "version": 1,
        "status": "pass" if score >= result.max_score else "fail",
        "max_score": result.max_score,
        "tests": tests,
    }


def _test(line: Told, score: float) -> dict[str, Any]:
    return {
        "name": line.name,
        "status": "pass" if line.passed else "fail",
        "score": score,
        "message": line.text,
        "test_code": "",
        "filename": "",
        "line_no": 0,
        "duration": 0,
    }
