"""What a run leaves behind on the machine, and how much memory it takes meanwhile."""

import ctypes
import hashlib
import os
import select
import subprocess
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

_SET_CHILD_SUBREAPER = 36
_PERIOD_S, _TIME_TO_END_S = 0.1, 10.0
_SHARED_PLACES = ("/tmp", "/var/tmp", "/dev/shm", "/run", "/dev/mqueue")

Marks = Mapping[Path, object]


def marks(sources: Iterable[Path], packages: Path) -> Marks:
    """What tells whether a file was changed: of sources also their digest, of packages time and size."""
    found: dict[Path, object] = {}
    for path in _files(packages):
        with suppress(FileNotFoundError):  # Python writes bytecode under another name first.
            found[path] = _mark(path)
    for path in (path for folder in sources for path in _files(folder)):
        if path.is_file() and "__pycache__" not in path.parts:
            found[path] = (*_mark(path), hashlib.sha256(path.read_bytes()).digest())
    return found


def _mark(path: Path) -> tuple[int, int, int]:
    stat = path.lstat()
    return stat.st_mtime_ns, stat.st_mode, stat.st_size


def _files(folder: Path) -> Iterator[Path]:
    for where, _, names in os.walk(folder):
        yield from (Path(where, name) for name in names)


def changed(before: Marks, after: Marks) -> list[str]:
    """The files that are gone or no longer what they were.

    New ones are looked for by name, see `named`: Python may compile sources at any time.
    """
    return [str(path) for path, mark in before.items() if after.get(path) != mark]


def named(token: str, *folders: Path) -> list[str]:
    """Files and folders whose name holds a text, in folders, below them, and where all programs may write."""
    shared = [Path(place, name) for place in _SHARED_PLACES for name in _names(place)]
    below = [
        Path(where, name)
        for folder in folders
        for where, inner, names in os.walk(folder)
        for name in (*inner, *names)
    ]
    return [str(path) for path in (*shared, *below) if token in path.name]


def _names(place: str) -> list[str]:
    try:
        return [path.name for path in Path(place).iterdir()]
    except OSError:
        return []


def mounts() -> set[str]:
    """What is mounted for this process."""
    return set(Path("/proc/self/mountinfo").read_text().splitlines())


@contextmanager
def adopting_orphans() -> Iterator[None]:
    """Have whatever outlives its parent become a child of this process, so that nothing gets lost."""
    prctl = ctypes.CDLL(None, use_errno=True).prctl
    if prctl(_SET_CHILD_SUBREAPER, 1, 0, 0, 0) != 0:
        raise OSError(ctypes.get_errno(), "no subreaper")
    try:
        yield
    finally:
        prctl(_SET_CHILD_SUBREAPER, 0, 0, 0, 0)


def descendants(of: int) -> set[int]:
    """The processes that one started, those started, and so on; zombies are none."""
    children: dict[int, list[int]] = {}
    for name in filter(str.isdigit, _names("/proc")):
        try:
            # The command may hold anything, a parenthesis too.
            state, parent = Path("/proc", name, "stat").read_text("latin-1").rpartition(")")[2].split()[:2]
        except OSError:
            continue
        if state != "Z":
            children.setdefault(int(parent), []).append(int(name))
    found, pending = set[int](), [of]
    while pending:
        born = children.get(pending.pop(), [])
        found.update(born)
        pending += born
    return found


def outliving(processes: set[int]) -> list[str]:
    """The commands of those processes that do not end by themselves soon."""
    left = []
    for pid in processes:
        try:
            process = os.pidfd_open(pid)
        except OSError:
            continue
        ended, _, _ = select.select([process], [], [], _TIME_TO_END_S)
        if not ended:
            left.append(Path(f"/proc/{pid}/cmdline").read_text("utf-8", "replace"))
        os.close(process)
    return left


def watched(process: subprocess.Popen[bytes]) -> int:
    """Wait for a process; gives the most bytes that it and all that it started held at once.

    Shared memory that nobody has mapped counts too: files in memory, say.
    """
    shared_before, peak = _shared(), 0
    while True:
        try:
            process.wait(_PERIOD_S)
        except subprocess.TimeoutExpired:
            tree = {process.pid, *descendants(process.pid)}
            peak = max(peak, sum(map(_resident, tree)) + max(0, _shared() - shared_before))
        else:
            return peak


def _resident(pid: int) -> int:
    """A process's own share of the memory that it has mapped."""
    try:
        return _bytes(Path(f"/proc/{pid}/smaps_rollup"), "Pss:")
    except OSError:
        # Gone, or another user's; what it has mapped is more than its share.
        return _known(lambda: _bytes(Path(f"/proc/{pid}/status"), "RssAnon:"))


def _known(count: Callable[[], int]) -> int:
    try:
        return count()
    except OSError:
        return 0


def _shared() -> int:
    return _bytes(Path("/proc/meminfo"), "Shmem:")


def _bytes(file: Path, field: str) -> int:
    for line in file.read_text("latin-1").split("\n"):
        if line.startswith(field):
            return int(line.split()[1]) * 1024
    return 0
