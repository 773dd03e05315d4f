"""`kit doctor`."""

import argparse

from grading.batch import require_linux
from grading.commands.running import KIT_FAILED, OK, explained


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """`kit doctor` takes none."""
    parser.description = (
        "Put on every lock that grading needs, try what it denies, and say how to get what is missing."
    )
    parser.set_defaults(run=explained("doctor", _examine))


def _examine(_: argparse.Namespace) -> int:
    require_linux()
    # What it is made of is there on Unix alone.
    from grading.doctor import REMEDIES, examine

    findings = examine()
    for finding in findings:
        print(f"{finding.state:9}{finding.lock}")
        said = [
            finding.denied and f"denied: {', '.join(finding.denied)}",
            finding.leaks and f"NOT DENIED: {', '.join(finding.leaks)}",
            finding.lacks and f"builds on what is missing: {', '.join(finding.lacks)}",
            finding.missing,
            finding.state in ("missing", "leaks") and REMEDIES[finding.lock],
        ]
        for line in filter(None, said):
            print(f"{'':9}{line}")
    if all(finding.state == "holds" for finding in findings):
        print("\n`kit grade` can lock learner code in here.")
        return OK
    print("\nLearner code is not locked in here. `kit grade` refuses to work without a lock that is missing.")
    return KIT_FAILED
