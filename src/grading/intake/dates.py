"""Dates as learning platforms write them for people, in some languages."""

import re
from datetime import datetime, tzinfo

_MONTHS = {
    name: number
    for names in (
        "january february march april may june july august september october november december",
        "januar februar märz april mai juni juli august september oktober november dezember",
        "jänner feber märz april mai juni juli august september oktober november dezember",
        "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
        "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
        "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
        "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro",
        "januari februari maart april mei juni juli augustus september oktober november december",
        "stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października listopada grudnia",
        "januari februari mars april maj juni juli augusti september oktober november december",
        "januar februar marts april maj juni juli august september oktober november december",
        "januar februar mars april mai juni juli august september oktober november desember",
        "gener febrer març abril maig juny juliol agost setembre octubre novembre desembre",
    )
    for number, name in enumerate(names.split(), start=1)
}

_AFTERNOON = frozenset({"下午", "午後", "오후"})
_AFTER_A_CLOCK = frozenset({"uhr", "h", "hrs", "horas", "heures", "ore", "uur"})
_CLOCK = re.compile(
    r"(?P<before>上午|下午|午前|午後|오전|오후)?\s?"
    r"(?<!\d)(?P<hour>\d{1,2})[:.h](?P<minute>\d\d)(?:[:.](?P<second>\d\d))?(?!\d)"
    r"\s?(?:(?P<half>[ap])\.?\s?m\b\.?|(?P<after>[^\W\d_]+))?",
    re.IGNORECASE,
)
_DOTTED = re.compile(r"(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4}),?")  # with dots the day always comes first
_EAST_ASIAN = re.compile(r"(\d{4})\s?[年년]\s?(\d{1,2})\s?[月월]\s?(\d{1,2})\s?[日일]")


def parsed(text: str, zone: tzinfo | None) -> datetime | None:
    """A date with a time of day.

    Understood are ISO 8601; a day, a month's name and a year in any order, with or without the day of the
    week, in English, German, French, Spanish, Italian, Portuguese, Dutch, Polish, Swedish, Danish, Norwegian
    or Catalan; `5.3.2026, 16:05`; and the East Asian `2026年3月5日 16:05`. Not `5/3/2026`, which is a day in
    March or in May.

    Args:
        text: what was written.
        zone: of times that name none; None where it is not known.

    Returns:
        The time, without a zone where none is known; None where the text is not understood.
    """
    text = " ".join(text.split())
    try:
        time = datetime.fromisoformat(text)
    except ValueError:
        day, clock = _day(text), _clock(text)
        if day is None or clock is None:
            return None
        try:
            time = datetime(*day, *clock)
        except ValueError:
            return None
    else:
        if len(text) <= len("2026-11-23"):
            return None  # midnight was not said
    return time if time.tzinfo else time.replace(tzinfo=zone)


def _day(text: str) -> tuple[int, int, int] | None:
    """Year, month and day."""
    if match := _DOTTED.search(text):
        return int(match[3]), int(match[2]), int(match[1])
    if match := _EAST_ASIAN.search(text):
        return int(match[1]), int(match[2]), int(match[3])
    words = re.findall(r"[^\W\d_]+|\d+", _CLOCK.sub(" ", text).casefold())
    months = {_MONTHS[word] for word in words if word in _MONTHS}
    years = [int(word) for word in words if len(word) == 4 and word.isascii() and word.isdigit()]
    days = [int(word) for word in words if len(word) <= 2 and word.isascii() and word.isdigit()]
    if len(months) == len(years) == len(days) == 1:
        return years[0], months.pop(), days[0]
    return None


def _clock(text: str) -> tuple[int, int, int] | None:
    """Hour, minute and second."""
    found = list(_CLOCK.finditer(_DOTTED.sub(" ", text)))
    if len(found) != 1:
        return None
    before, half, after = found[0]["before"], found[0]["half"], found[0]["after"]
    # A word that is not known may say which half of the day it is.
    if after and after.casefold() not in _AFTER_A_CLOCK:
        return None
    hour, minute, second = int(found[0]["hour"]), int(found[0]["minute"]), int(found[0]["second"] or 0)
    if not before and not half:
        return hour, minute, second
    if not 1 <= hour <= 12:
        return None
    is_afternoon = before in _AFTERNOON or (half or "").lower() == "p"
    return hour % 12 + 12 * is_afternoon, minute, second
