"""Finds the submissions of a class and reads each: names and bytes, or why there are none. Never writes.

`finding` lists SUBMISSIONS, `entries` numbers what one learner handed in twice, `reading` opens an entry, and
`choosing` picks the files that count.
"""

from grading.archives import Limits
from grading.intake.entries import Entry, UnusableSubmissions
from grading.intake.finding import find_entries
from grading.intake.reading import EXERCISE_FILES, Submission, read_submission

__all__ = [
    "EXERCISE_FILES",
    "Entry",
    "Limits",
    "Submission",
    "UnusableSubmissions",
    "find_entries",
    "read_submission",
]
