"""The instructor's wheel, made of the kit that runs: from a checkout or an installed wheel alike.

Format: packaging.python.org/en/latest/specifications/binary-distribution-format. What is in it is what
`[tool.hatch.build.targets.wheel]` in pyproject.toml says; a test compares the two.
"""

import base64
import hashlib
import importlib.metadata
from collections.abc import Iterator
from pathlib import Path

import grading
import helpers
from grading.exchange.files import zipped
from grading.release import KIT
from grading.unusable import Unusable

_COURSE = ("exercises", "graders", "solutions")


def instructor_wheel(course: Path) -> tuple[str, bytes]:
    """The wheel's file name and its bytes.

    Args:
        course: the folder that holds exercises, graders and solutions.

    Raises:
        Unusable: the kit's installation lacks what a wheel needs.
    """
    distribution = importlib.metadata.distribution(KIT)
    stem = f"{KIT.replace('-', '_')}-{distribution.version}"
    contents: dict[str, bytes] = {}
    for package in (helpers, grading):
        folder = Path(package.__file__ or "").parent
        contents |= {
            f"{folder.name}/{name}": data for name, data in _files(folder) if not name.startswith("course/")
        }
    for part in _COURSE:
        contents |= {f"grading/course/{part}/{name}": data for name, data in _files(course / part)}
    info = f"{stem}.dist-info"
    for name in ("METADATA", "entry_points.txt", "licenses/LICENSE"):
        text = distribution.read_text(name)
        if text is None:
            raise Unusable(f"The installed {KIT} came without its {name}. Install it again.")
        contents[f"{info}/{name}"] = text.encode()
    contents[f"{info}/WHEEL"] = (
        f"Wheel-Version: 1.0\nGenerator: {KIT} {distribution.version}\n"
        "Root-Is-Purelib: true\nTag: py3-none-any\n"
    ).encode()
    record = [f"{name},{_digest(data)},{len(data)}" for name, data in sorted(contents.items())]
    contents[f"{info}/RECORD"] = ("\n".join([*record, f"{info}/RECORD,,"]) + "\n").encode()
    return f"{stem}-py3-none-any.whl", zipped(contents)


def _files(folder: Path) -> Iterator[tuple[str, bytes]]:
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder)
        left_behind = path.suffix == ".pyc" or any(
            part.startswith((".", "__pycache__")) for part in name.parts
        )
        if path.is_file() and not left_behind:
            yield name.as_posix(), path.read_bytes()


def _digest(data: bytes) -> str:
    digest = base64.urlsafe_b64encode(hashlib.sha256(data).digest()).rstrip(b"=")
    return f"sha256={digest.decode()}"
