"""How a command runs: its exit code, and its foreseen failures as a line."""

import argparse
import sys
from collections.abc import Callable
from typing import TypeAlias

from grading.batch import LocksMissing
from grading.build import BuildError
from grading.course import CourseMissing
from grading.failures import KitFault
from grading.release import ReleaseError
from grading.sandbox.kernel import LockMissing
from grading.unusable import Unusable
from helpers.data import DataError

Run: TypeAlias = Callable[[argparse.Namespace], int]

OK, KIT_FAILED, UNUSABLE, INTERRUPTED = 0, 1, 2, 130


def explained(name: str, run: Run) -> Run:
    """A command whose foreseen failures are a line on standard error and an exit code, never a traceback."""

    def run_explained(arguments: argparse.Namespace) -> int:
        try:
            return run(arguments)
        except (Unusable, DataError) as error:
            said, code = str(error), UNUSABLE
        except (CourseMissing, LockMissing, LocksMissing, KitFault, BuildError, ReleaseError) as error:
            said, code = str(error), KIT_FAILED
        except KeyboardInterrupt:
            said, code = "Stopped. What is done is kept; the same command goes on from there.", INTERRUPTED
        print(f"kit {name}: {said}", file=sys.stderr)
        return code

    return run_explained
