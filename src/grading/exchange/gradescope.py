"""Gradescope's `results.json`.

Format: gradescope-autograders.readthedocs.io/en/latest/specs (source: gradescope/autograder_samples,
docs/specs.md). A top-level `score` overrides the sum of the tests, so lines may tell the same points twice,
coarse and fine.
"""

import argparse
import json
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any, Literal

from grading import locks
from grading.exchange.arguments import add_class, add_raw, named_path
from grading.exchange.files import check_out, write_file
from grading.exchange.graded_class import GradedClass
from grading.exchange.scores import changes, exported
from grading.exchange.told import LEVELS, Told, least, most, told_of_answers, told_of_code
from grading.policy.course import Course, Level
from grading.policy.course_file import read_course
from grading.results import Result, tidy
from grading.store import file_names
from grading.unusable import Unusable

SUMMARY = "Gradescope's results.json, for one learner or a folder of them"

Visibility = Literal["hidden", "after_due_date", "after_published", "visible"]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of `kit export gradescope`."""
    add_class(parser, "with --student the file to write, otherwise a folder for a file a learner")
    parser.add_argument("--student", metavar="ID", help="only this learner")
    add_levels(parser)
    add_raw(parser)


def add_levels(parser: argparse.ArgumentParser) -> None:
    """`--course`, and what stands for its levels of feedback."""
    parser.add_argument(
        "--course",
        type=named_path,
        metavar="FILE",
        help="course.toml, whose levels of feedback hold",
    )
    for when, level in (("before", Course.feedback_before), ("after", Course.feedback_after)):
        parser.add_argument(
            f"--feedback-{when}",
            choices=LEVELS,
            help=f"what learners see {when} the due date (default: as the course says, or {level})",
        )


def course_of(arguments: argparse.Namespace) -> Course:
    """The course that `--course` names, with the levels that were given.

    Raises:
        Unusable: its files can't be used.
    """
    course = Course() if arguments.course is None else read_course(arguments.course)
    return replace(
        course,
        feedback_before=arguments.feedback_before or course.feedback_before,
        feedback_after=arguments.feedback_after or course.feedback_after,
    )


def export(arguments: argparse.Namespace) -> list[str]:
    """Write one learner's file, or a file a learner.

    Raises:
        Unusable: RESULTS or `--out` can't be used, nobody has the id, or the one learner has no score.
    """
    out: Path = arguments.out
    check_out(out, arguments.results)
    course = course_of(arguments)
    graded = GradedClass.read(arguments.results)
    chosen = [graded.result_of(arguments.student)] if arguments.student is not None else graded.results
    scored = [result for result in chosen if exported(result) is not None]
    if arguments.student is not None and not scored:
        raise Unusable(
            f"There is no score of {arguments.student!r}: {chosen[0].problem} Nothing is written, lest "
            f"it count as 0."
        )
    names = file_names(result.student for result in graded.results)
    written = [
        write_file(
            out if arguments.student is not None else out / f"{names[result.student]}.json",
            as_json(results_json(result, course.feedback_before, course.feedback_after, arguments.raw)),
        )
        for result in scored
    ]
    if arguments.student is not None:
        return [f"written: {written[0]}"]
    return [f"written: {len(written)} files in {out}", *graded.notices()]


def as_json(data: object) -> str:
    """JSON that any reader takes, whatever a learner called things."""
    return json.dumps(data, indent=2, allow_nan=False) + "\n"


def results_json(result: Result, before: Level, after: Level, raw: bool = False) -> dict[str, Any]:
    """The content of `results.json`.

    Learners may submit as often as they like, so what is shown before the due date must not say how to get
    the written answers' points: those, and with them the total, wait until grades are published. Nor is more
    than `ideas` ever shown before it: inputs and expected values are no hints.

    Args:
        result: a learner's result, with a score.
        before: the level before the due date.
        after: the level from then on.
        raw: export the score without what the course adds.
    """
    before = least(before, "ideas")
    now = told_of_code(result, before)
    later = told_of_code(result, after) if most(before, after) != before else ()
    tests = list(_lines(now, "visible"))
    # What is told more finely later is told without points, for those count only once for a reader.
    tests += _lines(later, "after_due_date", with_points=not now)
    if before == after == "none":
        tests += _lines(told_of_code(result, "scores"), "after_published")
    tests += _lines(told_of_answers(result, most(before, after, "scores")), "after_published")
    tests.append(_locks(result))
    return {
        "score": exported(result, raw),
        "execution_time": round(result.duration_s),
        "output": "\n".join(
            [*([result.problem] if result.problem else []), *([] if raw else changes(result))]
        ),
        "stdout_visibility": "hidden",
        "tests": tests,
        "extra_data": {
            "status": result.status,
            "needs_review": result.needs_review,
            "raw_score": result.score,
            "bonus": result.bonus,
            "locks": list(result.locks),
            "unsafe": result.unsafe,
            "kit_version": result.kit_version,
        },
    }


def _lines(
    lines: Iterable[Told], visibility: Visibility, with_points: bool = True
) -> Iterable[dict[str, Any]]:
    for line in lines:
        entry: dict[str, Any] = {
            "name": line.name,
            "status": "passed" if line.passed else "failed",
            "visibility": visibility,
        }
        if with_points:
            entry |= {"score": line.points, "max_score": line.max_points}
        else:
            entry["name"] += f" ({tidy(line.points)} of {tidy(line.max_points)})"
        if line.text:
            entry["output"] = line.text
        yield entry


def _locks(result: Result) -> dict[str, Any]:
    """For instructors alone: whether the container let the kit lock the learner's code in."""
    lacking = "; ".join(locks.missing(result.locks)) if result.unsafe else ""
    said = (
        f"MISSING: {lacking}. The learner's code could have forged this verdict or read the hidden tests."
        if lacking
        else "All locks that grading needs held, or no code of the learner's ran."
    )
    return {
        "name": "Locks around the learner's code",
        "status": "failed" if lacking else "passed",
        "output": said,
        "visibility": "hidden",
    }
