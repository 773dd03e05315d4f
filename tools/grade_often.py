"""Grade the solutions many times, each with another seed, also on a busy machine: right answers never fail.

python tools/grade_often.py 300 --busy 2 --without-training

Every run trains networks, which takes nearly all of its time; --without-training leaves that exercise out.
"""

import argparse
import multiprocessing
import sys
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from grading.course import course_root
from grading.fleet import Fleet
from grading.intake import Entry, read_submission
from helpers.data import locate


def _spin() -> None:
    while True:
        pass


def main() -> int:
    """Grade, count and print; gives the exit code."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("runs", type=int, nargs="?", default=300)
    parser.add_argument("--busy", type=int, default=0, metavar="N", help="endless loops beside it")
    parser.add_argument("--without-training", action="store_true", help="leave that exercise out")
    arguments = parser.parse_args()
    busy = [multiprocessing.Process(target=_spin, daemon=True) for _ in range(arguments.busy)]
    for process in busy:
        process.start()
    files = read_submission(Entry("solutions", course_root() / "solutions")).files
    try:
        with Fleet(course_root(), locate("digits")) as fleet, ThreadPoolExecutor(2) as pool:
            left_out = {"training"} if arguments.without_training else set()
            tests = [test for test in fleet.describe()["tests"] if test["exercise"] not in left_out]
            exercises = sorted({test["exercise"] for test in tests})

            def judge(seed: int) -> dict[str, Any]:
                request = {
                    "files": files,
                    "seed": seed,
                    "exercises": exercises,
                    "test_cpu_s": 20.0,
                    "unsafe": False,
                }
                return fleet.judge(request)

            verdicts = list(pool.map(judge, range(arguments.runs)))
    finally:
        for process in busy:
            process.terminate()
    lost = [
        (test["name"], seed, test["message"])
        for seed, verdict in enumerate(verdicts)
        for test in verdict["tests"]
        if test["outcome"] != "passed"
    ]
    full = sum(all(test["outcome"] == "passed" for test in verdict["tests"]) for verdict in verdicts)
    most = sum(test["max_points"] for test in tests)
    slowest = max(verdict["duration_s"] for verdict in verdicts)
    print(
        f"{full} of {arguments.runs} runs with different seeds gave all {most} points, "
        f"{arguments.busy} busy loops beside"
    )
    print(f"slowest: {slowest:.1f} s")
    for name, seed, message in sorted(lost):
        print(f"  {name}, seed {seed}: {message}")
    return 0 if full == arguments.runs else 1


if __name__ == "__main__":
    sys.exit(main())
