"""Finds the submissions of a class and reads each: names and bytes, or why there are none. Never writes.

`finding` lists SUBMISSIONS and tells by the names what it is, with what `nbgrader`, `moodle` and `canvas`
know of their own; `entries` numbers what one learner handed in twice. `reading` opens an entry (of a
platform's download a `bundles.Bundle`), and `choosing` picks the files that count.
"""

from grading.archives import Limits
from grading.intake.entries import Entry, UnusableSubmissions
from grading.intake.finding import find_entries
from grading.intake.reading import EXERCISE_FILES, Submission, read_submission
from grading.intake.times import Times, read_times

__all__ = [
    "EXERCISE_FILES",
    "Entry",
    "Limits",
    "Submission",
    "Times",
    "UnusableSubmissions",
    "find_entries",
    "read_submission",
    "read_times",
]
