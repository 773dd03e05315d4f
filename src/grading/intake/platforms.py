"""The platforms whose bulk downloads are known by the names in them."""

from collections.abc import Callable, Mapping

from grading.arrivals import Source
from grading.intake import canvas, moodle
from grading.intake.encoded import Encoded

DECODED: Mapping[Source, Callable[[str], Encoded | None]] = {
    "moodle": moodle.decoded,
    "canvas": canvas.decoded,
}
"""By platform, what reads the name of an entry."""
