"""Strict reading of JSON objects: every field is there, none is unknown, each has its one type."""

import math
from collections.abc import Sequence
from typing import Any, TypeAlias

Number: TypeAlias = int | float


class ResultFormatError(ValueError):
    """Data that is no result: the message names the field, what it holds and what belongs there."""


class Fields:
    """The fields of one JSON object.

    Args:
        data: what should be the object.
        owner: how messages call it.
        names: the fields it must have, and no others.

    Raises:
        ResultFormatError: where `data` is something else; every method likewise.
    """

    def __init__(self, data: object, owner: str, names: Sequence[str]) -> None:
        if not isinstance(data, dict):
            raise ResultFormatError(f"{owner} is {_named(data)}, expected an object with {', '.join(names)}")
        absent = [name for name in names if name not in data]
        unknown = [str(name) for name in data if name not in names]
        if absent or unknown:
            wrong = [f"{name} is absent" for name in absent] + [f"{name} is unknown" for name in unknown]
            raise ResultFormatError(f"{owner} has other fields than this version writes: {', '.join(wrong)}")
        self._data = data
        self._owner = owner

    def anything(self, name: str) -> object:
        """The field as it is, for the caller to judge."""
        return self._data[name]

    def text(self, name: str) -> str:
        """The field as a text."""
        value = self._data[name]
        if isinstance(value, str):
            return value
        raise self._wrong(name, "a text")

    def text_or_none(self, name: str) -> str | None:
        """The field as a text, None for null."""
        return None if self._data[name] is None else self.text(name)

    def number(self, name: str) -> Number:
        """The field as a finite number; true and false are none."""
        value = self._data[name]
        if isinstance(value, float) and math.isfinite(value):
            return value
        if isinstance(value, int) and not isinstance(value, bool):
            return value
        raise self._wrong(name, "a finite number")

    def number_or_none(self, name: str) -> Number | None:
        """The field as a finite number, None for null."""
        return None if self._data[name] is None else self.number(name)

    def whole(self, name: str) -> int:
        """The field as a whole number."""
        value = self.whole_or_none(name)
        if value is None:
            raise self._wrong(name, "a whole number")
        return value

    def whole_or_none(self, name: str) -> int | None:
        """The field as a whole number, None for null."""
        value = self._data[name]
        if value is None:
            return None
        if isinstance(value, int) and not isinstance(value, bool):
            return value
        raise self._wrong(name, "a whole number or null")

    def flag(self, name: str) -> bool:
        """The field as true or false."""
        value = self._data[name]
        if isinstance(value, bool):
            return value
        raise self._wrong(name, "true or false")

    def choice(self, name: str, choices: Sequence[str]) -> Any:
        """The field as one of `choices`; untyped, since only the caller knows their literal type."""
        value = self._data[name]
        if value in choices:
            return value
        raise self._wrong(name, f"one of {', '.join(choices)}")

    def items(self, name: str) -> list[object]:
        """The field as a list."""
        value = self._data[name]
        if isinstance(value, list):
            return value
        raise self._wrong(name, "a list")

    def texts(self, name: str) -> tuple[str, ...]:
        """The field as a list of texts."""
        texts = [item for item in self.items(name) if isinstance(item, str)]
        if len(texts) == len(self._data[name]):
            return tuple(texts)
        raise self._wrong(name, "a list of texts")

    def texts_by_name(self, name: str) -> dict[str, str]:
        """The field as texts, each with a name."""
        value = self._data[name]
        if isinstance(value, dict) and all(isinstance(text, str) for pair in value.items() for text in pair):
            return value
        raise self._wrong(name, "texts by name")

    def _wrong(self, name: str, expected: str) -> ResultFormatError:
        return ResultFormatError(f"{self._owner}: {name} is {_named(self._data[name])}, expected {expected}")


def _named(value: object) -> str:
    return "null" if value is None else f"{value!r:.60} ({type(value).__name__})"
