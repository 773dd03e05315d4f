"""Folders and zips of submissions, made for tests."""

import io
import zipfile
from collections.abc import Mapping
from pathlib import Path

POOLING = b"def max_pool(images, pool_size=2, stride=None):\n    return images\n"


def make_folder(path: Path, files: Mapping[str, bytes]) -> Path:
    """Make a folder with these files, by their names below it."""
    path.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        (path / name).parent.mkdir(parents=True, exist_ok=True)
        (path / name).write_bytes(content)
    return path


def zipped(files: Mapping[str, bytes], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    """The bytes of a sound zip with these files."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", compression) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return stream.getvalue()


def make_zip(path: Path, files: Mapping[str, bytes]) -> Path:
    path.write_bytes(zipped(files))
    return path
