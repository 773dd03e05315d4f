"""What counts in the course: the raw score, less what being late costs, as persons adjusted it."""

from collections.abc import Iterable
from dataclasses import replace

from grading.arrivals import Arrival
from grading.fields import Number
from grading.policy.course import EVERYONE, Bonus, Course, Override
from grading.policy.lateness import days_late, penalty
from grading.policy.worth import Worth
from grading.results import Adjustment, Result, tidy


def settled(
    result: Result, course: Course, worth: Worth, student: str, arrival: Arrival, attempt: int
) -> Result:
    """A result as it counts for a learner; `score`, `bonus`, tests and answers stay what grading found.

    In this order:

    1. `late_penalty`: `late_percent` of the raw score for each day that had begun after the learner's
       deadline and the grace, at most the score; the bonus is no part of it. Rounded to hundredths
       (`lateness.penalty`). Nothing where nobody says when the submission came.
    2. `adjustments`: an override puts its points in the place of those that were found for a test, a
       question, a function or an exercise. Its change is the difference, and being late takes nothing off it.
       A learner's own line goes before one for everyone (`*`) about the same thing, and of two own lines the
       later one counts. A line about a function or an exercise settles all of it: lines about its parts then
       change nothing. Lines for everyone count for whoever's submission was graded, and are left out where
       they change nothing; lines that name a learner count whatever came. What this run did not grade is
       left out.
    3. The bonus: with `separate` it is no part of the final score, and neither is what persons changed in it;
       with `add` it is added; with `cap` it is added up to `max_score`.
    4. `final` is the sum, at least 0, without rounding dust (`results.tidy`: millionths). Where the kit
       failed there is none.

    Settling a settled result once more changes nothing: another deadline or override needs no grading.

    Args:
        result: what grading found.
        course: by whose rules.
        worth: what belongs to what.
        student: for whom: one submission may count for all of a group.
        arrival: how the submission arrived, as is known now.
        attempt: the how-manieth submission it is.
    """
    told = replace(result, student=student, arrival=arrival, attempt=attempt)
    if result.score is None or result.bonus is None:
        return replace(told, late_penalty=0, adjustments=(), adjustment=0, final=None)
    days = 0 if arrival.submitted_at is None else days_late(course, student, arrival.submitted_at)
    late = penalty(course, days, result.score)
    adjustments = tuple(_adjustments(told, course.overrides, worth))
    of_bonus = sum(one.change for one in adjustments if "bonus" in (one.of, *worth.wholes_of(one.of)))
    of_score = sum(one.change for one in adjustments) - of_bonus
    final = _with_bonus(
        course.bonus, result.score - late + of_score, result.bonus + of_bonus, result.max_score
    )
    return replace(
        told,
        late_penalty=late,
        adjustments=adjustments,
        adjustment=tidy(of_score if course.bonus == "separate" else of_score + of_bonus),
        final=tidy(max(0, final)),
    )


def _with_bonus(how: Bonus, points: Number, bonus: Number, most: Number) -> Number:
    if how == "separate":
        return points
    return points + bonus if how == "add" else min(points + bonus, max(points, most))


def _adjustments(result: Result, overrides: Iterable[Override], worth: Worth) -> Iterable[Adjustment]:
    lines: dict[str, Override] = {}
    for one in overrides:
        own = one.student == result.student
        earlier = lines.get(one.of)
        if own or (
            one.student == EVERYONE
            and result.status == "graded"
            and (earlier is None or earlier.student == EVERYONE)
        ):
            lines[one.of] = one
    for of, line in lines.items():
        found = _found(result, of, worth)
        if found is not None and lines.keys().isdisjoint(worth.wholes_of(of)):
            change = tidy(line.points - found)
            if change or line.student != EVERYONE:
                yield Adjustment(of, tidy(line.points), change, line.reason, line.by)


def _found(result: Result, of: str, worth: Worth) -> Number | None:
    """The points that were found; None where it was not graded."""
    if of in result.exercises:
        exercise = result.exercises[of]
        return exercise.score if exercise.max_score else None
    if result.status != "graded":
        return 0
    won = {test.name: test.points for test in result.tests}
    won |= {answer.question: answer.points for answer in result.answers}
    found = [won[part] for part in worth.parts_of(of) if part in won]
    return sum(found) if found else None
