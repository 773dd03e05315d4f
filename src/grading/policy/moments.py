"""Dates and times as people write them, in a course's time zone."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo


class NoMoment(ValueError):
    """What was written names no moment; the text says what would."""


def moment_of(written: object, zone: ZoneInfo | None) -> datetime:
    """The moment that a date, a date with a time, or a text of one means.

    A date alone lasts until its end. A local time that a clock shows twice, or never, when it is put back or
    forward, is taken for the later of the moments that it may mean: nobody comes too late by that.

    Args:
        written: a value of TOML, or a text in ISO 8601, such as 2026-11-30 23:59 or 2026-11-30T23:59+01:00.
        zone: where local times are local; None where nobody says so.

    Raises:
        NoMoment: it is something else, or local without a zone.
    """
    if isinstance(written, str):
        written = _read(written)
    if isinstance(written, datetime):
        local = written
    elif isinstance(written, date):
        local = datetime.combine(written + timedelta(days=1), time())
    else:
        raise NoMoment("expected a date and a time, such as 2026-11-30T23:59:00+01:00")
    if local.tzinfo is not None:
        return local
    if zone is None:
        raise NoMoment(
            "expected a time with its offset, such as 2026-11-30T23:59:00+01:00, "
            'or in course.toml a line such as timezone = "Europe/Berlin"'
        )
    return max(
        (local.replace(tzinfo=zone, fold=fold) for fold in (0, 1)), key=lambda one: one.astimezone(UTC)
    )


def _read(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        pass
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        raise NoMoment("expected a date, perhaps with a time, such as 2026-11-30 23:59") from None
