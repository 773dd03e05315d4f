"""What a worker finds to read: the standard library, the packages that its exercises may use, no other."""

import re
import sys
import sysconfig
from collections.abc import Iterable
from functools import cache
from importlib import metadata
from pathlib import Path
from types import ModuleType

from grading.sandbox.root import Step, layout_of

KERAS_LIBRARIES = ("keras", "tensorflow", "numpy")
"""What learners may import in the Keras exercises, with all that these require."""

DEVICES = (Path("/dev/null"), Path("/dev/urandom"))
"""The one takes what nobody wants to see, TensorFlow seeds itself from the other."""

_OTHER_PACKAGES = ("dist-packages", "site-packages")


def standard_folders() -> list[Path]:
    """The standard library's folders."""
    # In a virtual environment there is a second such path, at which only packages lie.
    base = {"platbase": sys.base_exec_prefix}
    return sorted({Path(sysconfig.get_path(name, vars=base)) for name in ("stdlib", "platstdlib")})


def standard_library() -> list[Path]:
    """Everything in the standard library's folders, but not the packages installed beside it."""
    return [
        entry
        for folder in standard_folders()
        for entry in folder.iterdir()
        if entry.name not in _OTHER_PACKAGES
    ]


def layout(libraries: Iterable[Path]) -> tuple[Step, ...]:
    """A root with the standard library and some libraries, and no package that happens to lie beside them."""
    folders = standard_folders()
    beside = [folder / name for folder in folders for name in _OTHER_PACKAGES if (folder / name).is_dir()]
    return layout_of([*folders, *libraries, *DEVICES], beside)


def package(module: ModuleType) -> list[Path]:
    """A package's own folder, and the folder of shared libraries that its wheel may have put beside it."""
    folder = Path(str(module.__file__)).parent
    return [folder, folder.with_name(f"{folder.name}.libs")]


@cache
def requirements_of(*distributions: str) -> tuple[Path, ...]:
    """Folders and files of some installed distributions and of all that they require.

    Args:
        distributions: names as in a list of requirements.
    """
    pending, seen, found = list(distributions), set[str](), set[Path]()
    while pending:
        name = re.sub(r"[-_.]+", "-", pending.pop()).lower()
        if name in seen:
            continue
        seen.add(name)
        try:
            distribution = metadata.distribution(name)
        except metadata.PackageNotFoundError:
            continue  # Required on other systems only.
        needed = [line for line in distribution.requires or [] if "extra ==" not in line]
        pending += [re.split(r"[^\w.-]", line, maxsplit=1)[0] for line in needed]
        tops = {file.parts[0] for file in distribution.files or [] if file.parts[0] != ".."}
        found |= {Path(str(distribution.locate_file(top))) for top in tops}
    return tuple(sorted(found))


def top_level_names(paths: Iterable[Path]) -> set[str]:
    """Names under which packages and modules that lie there are imported."""
    return {path.name.partition(".")[0] for path in paths}


def shared_libraries() -> list[Path]:
    """Folders of the libraries that this process has loaded, for extension modules that are imported later.

    A folder that holds a Python's packages as well is given entry by entry, without them.
    """
    mapped = {
        Path(line.split(maxsplit=5)[5])
        for line in Path("/proc/self/maps").read_text().splitlines()
        if ".so" in line
    }
    packages = {Path(path).resolve() for path in sys.path}
    folders = {path.parent for path in mapped if not any(base in path.parents for base in packages)}
    readable = [Path("/etc/ld.so.cache")]
    for folder in folders:
        entries = list(folder.iterdir())
        if any(entry.name.startswith("python") for entry in entries):
            readable += [entry for entry in entries if not entry.name.startswith("python")]
        else:
            readable.append(folder)
    return readable
