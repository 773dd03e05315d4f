"""Whose line of a platform's table a result belongs to."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, field

from grading.exchange.graded_class import named
from grading.results import Result


@dataclass(frozen=True)
class Line:
    """A learner's line in a platform's table.

    Attributes:
        place: which row of the sheet.
        ids: what stands for the learner, each with its kind in front (`login:anna`).
        name: the learner's name; "" where the table has none.
    """

    place: int
    ids: frozenset[str]
    name: str = ""


@dataclass
class Matched:
    """Which result belongs to which line.

    Attributes:
        results: by the row of the sheet.
        without_line: results that no line is about.
        unclear: results that more than one line may be about, or that share a line.
        without_result: lines that no result is about.
    """

    results: dict[int, Result] = field(default_factory=dict)
    without_line: list[Result] = field(default_factory=list)
    unclear: list[Result] = field(default_factory=list)
    without_result: list[Line] = field(default_factory=list)

    def notices(self, table: str) -> list[str]:
        """What did not fit, in words for an instructor."""
        said = []
        if self.without_line:
            said.append(
                f"In RESULTS, but not in {table}: {named(result.student for result in self.without_line)}."
            )
        if self.unclear:
            said.append(
                f"Not filled in, since more than one line or learner fits: "
                f"{named(result.student for result in self.unclear)}. Fill them in by hand."
            )
        if self.without_result:
            said.append(
                f"In {table}, but not in RESULTS, and left as they are: "
                f"{named(line.name or min(line.ids, default='') for line in self.without_result)}."
            )
        return said


def match(
    results: Iterable[Result],
    lines: Sequence[Line],
    ids_of: Callable[[Result], Collection[str]],
    agree: Callable[[Result, Line], bool] = lambda _result, _line: True,
) -> Matched:
    """Find each result's line: by an id, or else by a name that only one line has.

    Args:
        results: the results of a class.
        lines: a line a learner.
        ids_of: by which ids a result's line may be known; where its platform said which, only by that one.
        agree: whether a line that an id fits can be the result's at all.
    """
    found: dict[int, list[Result]] = defaultdict(list)
    matched = Matched()
    for result in results:
        wanted = {folded(one) for one in ids_of(result)}
        fitting = [
            line for line in lines if wanted & {folded(one) for one in line.ids} and agree(result, line)
        ]
        if not fitting:
            name = result.arrival.name or result.student
            fitting = [line for line in lines if same_name(line.name, name)]
        if len(fitting) == 1:
            found[fitting[0].place].append(result)
        else:
            (matched.unclear if fitting else matched.without_line).append(result)
    for place, claimants in found.items():
        if len(claimants) == 1:
            matched.results[place] = claimants[0]
        else:
            matched.unclear += claimants
    matched.without_result = [line for line in lines if line.place not in found]
    return matched


def same_name(one: str, other: str) -> bool:
    """Whether names are alike but for case, punctuation and the order of words (`Doe, Jane`, `doejane`)."""
    if not _words(one) or not _words(other):
        return False
    return _words(one) == _words(other) or joined(one) == joined(other)


def joined(name: str) -> str:
    """A name's letters and digits in their order."""
    return "".join(_words_in_order(name))


def folded(text: str) -> str:
    """A text by which equal ids are found, however they are typed."""
    return unicodedata.normalize("NFC", text.strip().casefold())


def _words(name: str) -> list[str]:
    return sorted(_words_in_order(name))


def _words_in_order(name: str) -> list[str]:
    return re.findall(r"[^\W_]+", folded(name))
