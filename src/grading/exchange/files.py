"""Writes what is exported: whole or not at all, and never into what was given."""

import os
import secrets
import zipfile
from collections.abc import Iterable, Mapping
from io import BytesIO
from pathlib import Path

from grading.release import TIMESTAMP
from grading.unusable import Unusable


def check_out(out: Path, results: Path | None = None, read: Iterable[Path] = ()) -> None:
    """Refuse a place at which something that was given would be lost.

    Raises:
        Unusable: `out` lies in RESULTS, which are only read, or is one of the files that are read.
    """
    if results is not None and out.resolve().is_relative_to(results.resolve()):
        raise Unusable(f"{out} lies inside {results}, which is only read. Give --out another place.")
    for path in read:
        if out.resolve() == path.resolve():
            raise Unusable(f"{out} is the file that is read, and it stays as it is. Give --out another name.")


def write_file(path: Path, contents: str | bytes) -> Path:
    """Write a file in one step; an earlier one is replaced, folders are made.

    Raises:
        Unusable: it can't be written.
    """
    data = contents if isinstance(contents, bytes) else contents.encode(errors="replace")
    part = path.with_name(f".{secrets.token_hex(8)}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            part.write_bytes(data)
            os.replace(part, path)  # noqa: PTH105 - a folder at `path` then is an error on every system
        finally:
            part.unlink(missing_ok=True)
    except OSError as error:
        raise Unusable(
            f"{path} can't be written ({error.strerror or error}). Give --out a file in a folder in "
            f"which you "
            "may write."
        ) from error
    return path


def zipped(contents: Mapping[str, bytes], executable: Iterable[str] = ()) -> bytes:
    """A zip of these files; the same contents always give the same bytes.

    Args:
        contents: bytes by name.
        executable: names of those that can be run.
    """
    runnable = set(executable)
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name in sorted(contents):
            entry = zipfile.ZipInfo(name, TIMESTAMP)
            entry.external_attr = (0o755 if name in runnable else 0o644) << 16
            archive.writestr(entry, contents[name], zipfile.ZIP_DEFLATED)
    return stream.getvalue()
