"""`kit review`."""

import argparse
from collections.abc import Iterable
from datetime import UTC, datetime

from grading.archives import shown
from grading.commands.arguments import folder
from grading.commands.running import OK, explained
from grading.decisions import Decision, Decisions, digest_of_work
from grading.exchange.gradebook.connection import opened
from grading.exchange.gradebook.course_folder import open_course
from grading.exchange.gradebook.manual import SOURCE, read_manual_scores
from grading.exchange.gradebook.points import maximum
from grading.exchange.graded_class import GradedClass, named
from grading.unusable import Unusable


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of `kit review`."""
    parser.description = (
        "Take back what persons decided about written answers and functions. It is kept in RESULTS, survives "
        "every regrading, and lasts until the learner's text is another one."
    )
    parser.add_argument("results", type=folder, metavar="RESULTS", help="folder that `kit grade` wrote")
    parser.add_argument(
        "--from-nbgrader", type=folder, metavar="DIR", help="the nbgrader course in which they graded"
    )
    parser.add_argument("--db", metavar="URL", help="the address of its gradebook (default: the course's)")
    parser.add_argument(
        "--assignment", default="cnn", metavar="NAME", help="what nbgrader calls the assignment (default cnn)"
    )
    parser.set_defaults(run=explained("review", _review))


def _review(arguments: argparse.Namespace) -> int:
    if arguments.from_nbgrader is None and not arguments.db:
        raise Unusable(
            "From where? Give the course in whose gradebook persons graded, --from-nbgrader DIR, or the "
            "gradebook's address, --db URL. review.csv in RESULTS lists the answers that wait for a person."
        )
    graded = GradedClass.read(arguments.results)
    course = None if arguments.from_nbgrader is None else open_course(arguments.from_nbgrader)
    url = arguments.db or (course.db_url if course else "")
    results = {result.student: result for result in graded.results}
    with opened(url, course.course_id if course else "default_course", create=False) as gradebook:
        found = read_manual_scores(
            gradebook, course, arguments.assignment, results, maximum(graded.results), datetime.now(UTC)
        )
    kept = Decisions.of_results(arguments.results)
    before = {(one.student, one.of): one for one in kept.all()}
    now = {(one.student, one.of): one for one in found.decisions}
    new = [one for key, one in now.items() if key not in before]
    changed = [one for key, one in now.items() if key in before and _differ(before[key], one)]
    gone = [one for key, one in before.items() if one.source == SOURCE and key not in now]
    if new or changed or gone:
        kept.change(keep=[*new, *changed], withdraw=gone)
    same = len(now) - len(new) - len(changed)
    print(f"{len(new)} new decisions, {len(changed)} changed, {same} as before, {len(gone)} withdrawn.")
    lapsed = [one for one in now.values() if one.digest != digest_of_work(results[one.student], one.of)]
    for line in _notices(lapsed, found.unknown):
        print(line)
    if new or changed or gone:
        print("They count from the next `kit grade` on; the same command takes them in without grading anew.")
    return OK


def _differ(before: Decision, now: Decision) -> bool:
    return (before.points, before.reason, before.digest, before.source) != (
        now.points,
        now.reason,
        now.digest,
        now.source,
    )


def _notices(lapsed: Iterable[Decision], unknown: Iterable[str]) -> list[str]:
    said = [
        f"{shown(one.student)}, {one.of}: decided about another text than the one that is graded now, so "
        f"it does not count. Export again, and grade it anew."
        for one in lapsed
    ]
    if unknown:
        said.append(f"Graded by a person, but without a result here: {named(unknown)}.")
    return said
