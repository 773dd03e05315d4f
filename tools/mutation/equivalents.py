"""Mutants that do what the solution does, for every input that the contract allows: nobody can catch them.

They are listed in equivalents.toml with the reason. A line's number is no part of that, so the list
holds as long as the lines themselves do.
"""

import tomllib
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Any

from tools.mutation.mutants import Key

_FIELDS = {"file": str, "function": str, "operator": str, "line": str, "becomes": str, "reason": str}


class ListError(Exception):
    """The list can't be used; the text says why."""


def read_equivalents(path: Path) -> dict[Key, str]:
    """The reason why a mutant is equivalent, by the mutant's key.

    Raises:
        ListError: an entry lacks something, holds something unknown, or comes twice.
    """
    reasons: dict[Key, str] = {}
    for entry in tomllib.loads(path.read_text("utf-8")).get("equivalent", []):
        _require_fields(entry)
        key = (
            *(entry["file"], entry["function"], entry["operator"], entry["line"], entry["becomes"]),
            entry.get("occurrence", 1),
        )
        if key in reasons:
            raise ListError(f"{path.name} has this twice: {entry['line']} -> {entry['becomes']}")
        reasons[key] = entry["reason"]
    return reasons


def _require_fields(entry: Mapping[str, Any]) -> None:
    wrong = [name for name, kind in _FIELDS.items() if not isinstance(entry.get(name), kind)]
    wrong += entry.keys() - _FIELDS.keys() - {"occurrence"}
    if wrong or not isinstance(entry.get("occurrence", 1), int):
        raise ListError(f"{', '.join(wrong) or 'occurrence'} is wrong in the entry {dict(entry)}")


def disagreements(
    listed: Mapping[Key, str], made: Collection[Key], survived: Collection[Key], passed: Collection[Key]
) -> list[str]:
    """Where the list and a run don't fit together, a sentence each.

    Args:
        listed: the list, of those files that were tried.
        made: all mutants.
        survived: those that no hidden test caught.
        passed: those that no visible check caught.
    """
    found = [f"survived the hidden tests: {described(key)}" for key in survived if key not in listed]
    for key in listed:
        if key not in made:
            found.append(f"listed as equivalent, but there is no such mutant: {described(key)}")
        elif key not in survived:
            found.append(f"listed as equivalent, but a hidden test caught it: {described(key)}")
        elif key not in passed:
            found.append(f"listed as equivalent, but a visible check caught it: {described(key)}")
    return found


def described(key: Key) -> str:
    """A mutant for people."""
    file, function, operator, line, becomes, occurrence = key
    again = f" (number {occurrence} of these)" if occurrence > 1 else ""
    return f"{file}, {function}, {operator}{again}\n    {line}\n    {becomes}"
