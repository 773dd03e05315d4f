"""Who was how late, in time that really went by: clocks that are put forward or back change nothing."""

from datetime import UTC, datetime, timedelta
from decimal import ROUND_HALF_DOWN, Decimal

from grading.fields import Number
from grading.policy.course import Course, Level
from grading.results import tidy

_DAY = timedelta(days=1)
_HUNDREDTH = Decimal("0.01")


def due_of(course: Course, student: str) -> datetime | None:
    """A learner's deadline, grace left out: an own one on the roster, else the course's; None without one."""
    enrolled = (course.roster or {}).get(student)
    return course.deadline if enrolled is None or enrolled.due is None else enrolled.due


def days_late(course: Course, student: str, submitted_at: datetime) -> int:
    """How many days after the deadline and its grace had begun; each is 24 hours long."""
    due = due_of(course, student)
    if due is None:
        return 0
    late = submitted_at.astimezone(UTC) - (due.astimezone(UTC) + course.grace)
    return max(0, -(-late // _DAY))


def penalty(course: Course, days: int, score: Number) -> Number:
    """Points that so many days cost: a percentage of the score for each, never more than the score.

    Rounded to hundredths of a point; what lies half-way between two, in the learner's favour.
    """
    share = min(Decimal(1), days * Decimal(str(course.late_percent)) / 100)
    return tidy(float((Decimal(str(score)) * share).quantize(_HUNDREDTH, ROUND_HALF_DOWN)))


def last_deadline(course: Course) -> datetime | None:
    """When nobody can hand in in time any more, extensions and grace counted; None where that never comes."""
    dues = [due_of(course, student) for student in course.roster or ()]
    if course.roster is None:
        dues.append(course.deadline)
    moments = [due.astimezone(UTC) + course.grace for due in dues if due is not None]
    return max(moments) if len(moments) == len(dues) else None


def level_at(course: Course, now: datetime) -> Level:
    """What learners are shown at a moment: the same for all, lest one pass on what another may not see."""
    last = last_deadline(course)
    return course.feedback_before if last is None or now <= last else course.feedback_after
