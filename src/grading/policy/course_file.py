"""Reads a course: `course.toml`, with `roster.csv` and `overrides.csv` beside it."""

import re
import tomllib
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, get_args
from zoneinfo import ZoneInfo, available_timezones

from grading.policy.course import Bonus, Course, Level
from grading.policy.moments import NoMoment, moment_of
from grading.policy.overrides import FILE_NAME as OVERRIDES
from grading.policy.overrides import read_overrides
from grading.policy.roster import read_roster
from grading.policy.worth import Worth
from grading.unusable import Unusable

FILE_NAME = "course.toml"
ROSTER = "roster.csv"

_KEYS = (
    "title",
    "term",
    "contact",
    "deadline",
    "timezone",
    "grace_minutes",
    "late_percent",
    "bonus",
    "language",
    "feedback",
)
_FEEDBACK_KEYS = ("before", "after")
_MOST_GRACE_MINUTES = 60 * 24 * 366
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{1,8})*")


def read_course(path: Path, worth: Worth | None = None) -> Course:
    """Read a course's file, and the two tables beside it where they are there.

    Args:
        path: `course.toml`, or the folder that holds it.
        worth: which tests and exercises `overrides.csv` may name, and how much each may give; None where that
            is not looked at.

    Raises:
        Unusable: one of the files can't be read, or says what can't be; the text names file, key or line,
            what is there and what is expected.
    """
    if path.is_dir():
        path /= FILE_NAME
    table = _Table(path, _parsed(path), _KEYS)
    feedback = _Table(path, table.table("feedback"), _FEEDBACK_KEYS, "feedback.")
    zone = table.zone("timezone")
    default = Course()
    roster_path, overrides_path = path.with_name(ROSTER), path.with_name(OVERRIDES)
    roster = read_roster(roster_path, zone) if roster_path.exists() else None
    return Course(
        title=table.text("title"),
        term=table.text("term"),
        contact=table.text("contact"),
        deadline=table.moment("deadline", zone),
        grace=timedelta(minutes=table.number("grace_minutes", _MOST_GRACE_MINUTES)),
        late_percent=table.number("late_percent", 100),
        bonus=table.choice("bonus", get_args(Bonus), default.bonus),
        feedback_before=feedback.choice("before", get_args(Level), default.feedback_before),
        feedback_after=feedback.choice("after", get_args(Level), default.feedback_after),
        language=table.language("language", default.language),
        timezone=zone,
        roster=roster,
        overrides=read_overrides(overrides_path, roster, worth) if overrides_path.exists() else (),
    )


def _parsed(path: Path) -> dict[str, Any]:
    try:
        # Editors on Windows may put a byte order mark first, which is no TOML.
        return tomllib.loads(path.read_bytes().decode("utf-8-sig"))
    except OSError as error:
        raise Unusable(
            f"{path} can't be read: {error.strerror}. Expected the file that describes the course."
        ) from None
    except UnicodeDecodeError:
        raise Unusable(f"{path} is not in UTF-8, as TOML has to be. Save it in that encoding.") from None
    except tomllib.TOMLDecodeError as error:
        raise Unusable(f"{path} is no TOML: {error}. Texts stand between quotes there.") from None


class _Table:
    """The keys of a TOML table, each with its one type; a key that is absent gives its default."""

    def __init__(self, path: Path, data: Mapping[str, Any], keys: Sequence[str], prefix: str = "") -> None:
        self._path = path
        self._data = data
        self._prefix = prefix
        unknown = [key for key in data if key not in keys]
        if unknown:
            raise Unusable(
                f"{path}: there is no key {prefix}{unknown[0]}, expected "
                f"{', '.join(prefix + key for key in keys)}."
            )

    def table(self, key: str) -> Mapping[str, Any]:
        value = self._data.get(key, {})
        if not isinstance(value, dict):
            raise self._wrong(key, f"a table, with the heading [{key}]")
        return value

    def text(self, key: str) -> str:
        value = self._data.get(key, "")
        if not isinstance(value, str):
            raise self._wrong(key, "a text between quotes")
        return value

    def number(self, key: str, most: float) -> float:
        value = self._data.get(key, 0)
        if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= most:
            raise self._wrong(key, f"a number from 0 to {most:g}")
        return value

    def choice(self, key: str, choices: Sequence[str], default: str) -> Any:
        value = self._data.get(key, default)
        if value not in choices:
            raise self._wrong(key, f"one of {', '.join(map(repr, choices))}")
        return value

    def language(self, key: str, default: str) -> str:
        value = self._data.get(key, default)
        if not isinstance(value, str) or not _LANGUAGE.fullmatch(value):
            raise self._wrong(key, "a language's code, such as 'en' or 'de'")
        return value

    def zone(self, key: str) -> ZoneInfo | None:
        value = self._data.get(key)
        if value is None:
            return None
        if not isinstance(value, str) or value not in available_timezones():
            raise self._wrong(key, "a name of the IANA time zone database, such as 'Europe/Berlin'")
        return ZoneInfo(value)

    def moment(self, key: str, zone: ZoneInfo | None) -> datetime | None:
        value = self._data.get(key)
        try:
            return None if value is None else moment_of(value, zone)
        except NoMoment as error:
            raise self._wrong(key, str(error).removeprefix("expected ")) from None

    def _wrong(self, key: str, expected: str) -> Unusable:
        value = self._data[key]
        given = repr(value) if isinstance(value, str) else str(value)
        return Unusable(f"{self._path}: {self._prefix}{key} is {given:.80}, expected {expected}.")
