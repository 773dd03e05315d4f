"""Texts that a spreadsheet would run as formulas: how they are made harmless, and read back."""

import re

# What a spreadsheet takes for a formula where a cell begins, perhaps after it has dropped spaces and quotes.
# The wide signs are what a keyboard for Chinese or Japanese types. A text has more than one such place: where
# semicolons part the cells (Excel in half of Europe), each of them begins one, and so does each line.
_BEGINS_FORMULA = r"""(?=(?:[^\S\n\r\t]|["'])*[=+\-@\uff1d\uff0b\uff0d\uff20])"""
# What looks as if it had been defused already gets one more sign, so that each text is read back as it was.
_FORMULA = re.compile(rf"^(?='*[\t\r\n])|(^|[\n\r\t;]){_BEGINS_FORMULA}")
_DEFUSED = re.compile(rf"^'(?='*[\t\r\n])|(^|[\n\r\t;])'{_BEGINS_FORMULA}")


def defused(text: str) -> str:
    """The text with a `'` before each place that a spreadsheet would run."""
    return _FORMULA.sub(r"\1'", text)


def restored(text: str) -> str:
    """What `defused` was given: without the `'` that it added."""
    return _DEFUSED.sub(r"\1", text)
