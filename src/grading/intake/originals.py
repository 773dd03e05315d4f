"""The name that a file had before browsers, desktops and platforms made copies of it."""

import re
from pathlib import PurePosixPath

_WORDS = "copy|kopie|copie|copia|cópia|kopia|kopi"
_COPIES = re.compile(
    rf"(?:-\d{{1,3}}"  # Canvas: a file of that name was there already
    rf"|[ _+]?\((?:\d{{1,3}}|(?:{_WORDS})(?: \d{{1,3}})?)\)"  # browsers, and GNOME's file manager
    rf"|[ _+]-[ _+](?:{_WORDS})(?:[ _+]\(\d{{1,3}}\))?"  # Windows
    rf"|[ _+](?:{_WORDS})(?:[ _+]\d{{1,3}})?)+",  # macOS
    re.IGNORECASE,
)


def original(name: str) -> str:
    """A file's name without what marks it as a copy: `pooling-1.py`, `pooling (2).py`, `pooling - Copy.py`.

    A name that Python can import is nobody's copy.

    Args:
        name: the name, without folders.
    """
    path = PurePosixPath(name)
    if path.stem.isidentifier():
        return name
    match = re.fullmatch(rf"(?P<stem>.*?){_COPIES.pattern}", path.stem, re.IGNORECASE | re.DOTALL)
    return f"{match['stem']}{path.suffix}" if match and match["stem"].isidentifier() else name
