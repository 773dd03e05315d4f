"""A zip from which Gradescope builds an autograder: it runs `kit grade` on every submission.

Format: gradescope-autograders.readthedocs.io/en/latest/specs. `setup.sh` runs once, when the image is built,
and `run_autograder` for each submission, in a container of its own.
"""

import argparse
import importlib.metadata
from importlib.resources import files

from grading.course import course_root
from grading.exchange.arguments import named_path
from grading.exchange.files import write_file, zipped
from grading.exchange.gradescope import add_levels, course_of
from grading.exchange.wheel import instructor_wheel
from grading.policy.course import Course
from grading.release import KIT
from grading.unusable import Unusable

SUMMARY = "a zip from which Gradescope builds an autograder"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of `kit export gradescope-autograder`."""
    parser.add_argument(
        "--out", type=named_path, required=True, metavar="ZIP", help="the zip to upload as the autograder"
    )
    add_levels(parser)
    parser.add_argument(
        "--unsafe-no-sandbox",
        action="store_true",
        help="grade even where Gradescope's container does not let the kit lock learner code in; every "
        "result then says so",
    )


def export(arguments: argparse.Namespace) -> list[str]:
    """Write the zip. It holds hidden tests and solutions.

    Raises:
        Unusable: `--out` can't be written, or the kit is not installed whole.
        CourseMissing: the course's files are not where they should be.
    """
    if arguments.out.suffix.lower() != ".zip":
        raise Unusable(f"{arguments.out} does not end in .zip, which is what Gradescope takes.")
    scripts = files("grading.exchange") / "autograder_files"
    run = (scripts / "run_autograder").read_text("utf-8")
    run = run.replace(" @OPTIONS@", " --unsafe-no-sandbox" if arguments.unsafe_no_sandbox else "")
    wheel, contents = instructor_wheel(course_root())
    archive = zipped(
        {
            "setup.sh": (scripts / "setup.sh").read_bytes(),
            "run_autograder": run.encode(),
            "course.toml": _course(course_of(arguments)).encode(),
            "constraints.txt": _constraints().encode(),
            wheel: contents,
        },
        executable=("setup.sh", "run_autograder"),
    )
    said = [
        f"written: {write_file(arguments.out, archive)}",
        "It holds the hidden tests and the solutions: for Gradescope only, never for learners.",
        "Give its container at least 4 GB and 20 minutes (Autograder Settings), and try it with a "
        "solution first.",
    ]
    if arguments.unsafe_no_sandbox:
        said.append(
            "Where the container lacks a lock, learner code could forge its verdict, read the hidden "
            "tests or send "
            "them away: docs/platforms.md."
        )
    return said


def _course(course: Course) -> str:
    """What the course says of one submission; deadlines and whom it knows are Gradescope's there."""
    return (
        f'bonus = "{course.bonus}"\n\n[feedback]\n'
        f'before = "{course.feedback_before}"\nafter = "{course.feedback_after}"\n'
    )


def _constraints() -> str:
    """The versions of the libraries here: the autograder grades with these."""
    versions: dict[str, str] = {}
    for distribution in importlib.metadata.distributions():
        if distribution.name and "+" not in distribution.version:
            # Who has imported setuptools also sees what it keeps for itself, behind what is installed.
            versions.setdefault(distribution.name.lower(), distribution.version)
    return "".join(f"{name}=={version}\n" for name, version in sorted(versions.items()) if name != KIT)
