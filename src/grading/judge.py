"""The judge: pytest with the hidden tests collected, waiting warm; a fork of it judges one submission.

It holds the expected values, and neither loads nor unpickles anything of a learner's.
"""

import argparse
import os
import socket
import sys
import time
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest

from grading import server
from grading.answers import grade_answers
from grading.custody import Worker
from grading.failures import KitFault
from grading.grader_plugin import CATALOGUE, SITTING, described
from grading.misconceptions import Catalogue
from grading.protocol import Channel
from grading.results import TestResult
from grading.sandbox.limits import end_with_parent
from grading.server import Doors
from grading.sitting import Sitting


class JudgeServer:
    """A pytest plugin that serves judgements where pytest would run the tests once.

    Args:
        control: where requests for a judge come in.
        doors: ways to the servers that learner code and Keras run in.
    """

    def __init__(self, control: socket.socket, doors: Doors) -> None:
        self._control = control
        self._doors = doors

    def pytest_configure(self, config: pytest.Config) -> None:
        """Keep pytest from rendering tracebacks that nobody reads."""
        config.option.tbstyle = "no"

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        """Leave a word in the log on hidden tests that can't be collected."""
        if report.failed:
            print(report.longreprtext, file=sys.stderr)

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Fork a judge for every request until the other end is closed."""
        if session.testsfailed:
            raise session.Interrupted("the hidden tests could not be collected")

        def judge(descriptors: list[int]) -> None:
            end_with_parent()
            client = Channel(socket.socket(fileno=descriptors[0]))
            match client.receive():
                case "describe":
                    client.send(self._description(session))
                case dict(request):
                    client.send(self._judged(session, request))

        grade_answers(None)  # So that every judge finds the rubrics read.
        server.serve(self._control, {server.JUDGE: judge})
        return True

    def _description(self, session: pytest.Session) -> dict[str, Any]:
        try:
            worker = Worker(self._doors.numpy)
        except KitFault as fault:
            return {"fault": str(fault)}
        worker.end()
        return {
            "tests": [asdict(described(item)) for item in session.items],
            "answers": {answer.question: answer.max_points for answer in grade_answers(None)},
            "locks": list(worker.locks),
        }

    def _judged(self, session: pytest.Session, request: dict[str, Any]) -> dict[str, Any]:
        start = time.monotonic()
        sitting = Sitting(
            request["files"],
            request["seed"],
            self._doors,
            request["test_cpu_s"],
            request["unsafe"],
            request.get("found_faulty"),
        )
        session.config.stash[SITTING] = sitting
        items = [item for item in session.items if _is_asked_for(described(item), request)]
        for index, item in enumerate(items):
            following = items[index + 1] if index + 1 < len(items) else None
            item.config.hook.pytest_runtest_protocol(item=item, nextitem=following)
            if sitting.faults:
                break
        catalogue = session.config.stash.get(CATALOGUE, Catalogue())
        sitting.name_beliefs(catalogue)
        sitting.reveal(catalogue)
        if "answers" in request["exercises"] and "only" not in request:
            sitting.read_answers()
        sitting.end()
        return {
            "tests": [asdict(test) for test in sitting.tests],
            "answers": [asdict(answer) for answer in sitting.answers],
            "faults": sitting.faults,
            "unconfirmed": sitting.unconfirmed,
            "faulty": [function for function, is_sure in sitting.faulty.items() if is_sure],
            "locks": list(sitting.learner.locks or ()),
            "duration_s": round(time.monotonic() - start, 3),
        }


def _is_asked_for(test: TestResult, request: dict[str, Any]) -> bool:
    only = request.get("only")
    return test.exercise in request["exercises"] and (only is None or test.name in only)


_QUIET = ["-p", "no:terminal", "-p", "no:cacheprovider", "-p", "no:faulthandler", "-p", "no:logging", "-s"]


def main() -> None:
    """Run the judge's server; its sockets are inherited descriptors."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("course", type=Path)
    parser.add_argument("data", type=Path)
    parser.add_argument("sockets", type=int, nargs=4)
    arguments = parser.parse_args()
    control, *ends = (socket.socket(fileno=descriptor) for descriptor in arguments.sockets)
    os.environ["PYTEST_DISABLE_PLUGIN_AUTOLOAD"] = "1"
    graders = arguments.course / "graders"
    sys.exit(
        pytest.main(
            [
                *(str(graders), f"--rootdir={graders}", f"--data-file={arguments.data}"),
                *("-p", "pytest_timeout", *_QUIET),
            ],
            plugins=[JudgeServer(control, Doors(*ends))],
        )
    )


if __name__ == "__main__":
    main()
