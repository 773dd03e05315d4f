"""Which locks this machine offers: each is put on in a process of its own, and then tried."""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Collection, Sequence
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path
from typing import Literal

from grading import locks, readable
from grading.sandbox import probes
from grading.sandbox.calls import filter_calls
from grading.sandbox.kernel import LockMissing
from grading.sandbox.landlock import restrict_files
from grading.sandbox.limits import limit_resources
from grading.sandbox.namespaces import enter_namespaces
from grading.sandbox.privileges import drop_privileges
from grading.sandbox.probes import PROBES, Outside, Probe
from grading.sandbox.root import enter_root

_CPU_S = 60

_USER_NAMESPACES = (
    "Allow ordinary users their own user namespaces: `sysctl kernel.apparmor_restrict_unprivileged_userns=0` "
    "on Ubuntu, `sysctl kernel.unprivileged_userns_clone=1` on older Debian, "
    "`sysctl user.max_user_namespaces=15000` elsewhere. In a container: docs/container.md."
)
REMEDIES = {
    locks.NAMESPACES: _USER_NAMESPACES,
    locks.ROOT: _USER_NAMESPACES,
    locks.PRIVILEGES: "Every Linux offers it.",
    locks.FILES: "Use Linux 5.13 or later, with `landlock` in /sys/kernel/security/lsm; the boot parameter "
    "`lsm=` adds it.",
    locks.LIMITS: "Every Linux offers them.",
    locks.CALLS: "Use a kernel with CONFIG_SECCOMP_FILTER on x86_64 or aarch64, and a Python made for it.",
}
"""How to get a lock that a machine does not offer."""

NEEDED_BEFORE = {
    locks.ROOT: [locks.NAMESPACES],
    locks.PRIVILEGES: [locks.NAMESPACES],
    # Without it, the kernel bounds no number of threads for root.
    locks.LIMITS: [locks.NAMESPACES],
}
"""Locks that have to be on before another can be, or before its probes mean anything."""


@dataclass(frozen=True)
class Finding:
    """What became of one lock.

    Attributes:
        lock: its name.
        lacks: the missing locks that it builds on, without which it was not tried.
        missing: why the machine does not offer it; "" where it does, and where it was not tried.
        denied: what was tried and failed.
        leaks: what was tried and went through.
    """

    lock: str
    lacks: tuple[str, ...] = ()
    missing: str = ""
    denied: tuple[str, ...] = ()
    leaks: tuple[str, ...] = ()

    @property
    def state(self) -> Literal["holds", "untried", "missing", "leaks"]:
        """Whether it can be put on, and nothing gets through."""
        if self.lacks:
            return "untried"
        return "missing" if self.missing else "leaks" if self.leaks else "holds"


def examine() -> list[Finding]:
    """Try every lock that `kit grade` needs, on Linux.

    Raises:
        LockMissing: this is no Linux, or one that lets nothing be made that the locks could be tried on.
    """
    findings: dict[str, Finding] = {}
    with probes.outside() as there:
        for lock in locks.REQUIRED:
            lacks = tuple(before for before in NEEDED_BEFORE.get(lock, []) if findings[before].missing)
            findings[lock] = Finding(lock, lacks=lacks) if lacks else _finding(lock, there)
    return list(findings.values())


def _finding(lock: str, there: Outside) -> Finding:
    try:
        through = going_through(lock, [*NEEDED_BEFORE.get(lock, []), lock], there)
    except LockMissing as missing:
        return Finding(lock, missing=str(missing))
    return Finding(
        lock,
        denied=tuple(what for what, passed in through.items() if not passed),
        leaks=tuple(what for what, passed in through.items() if passed),
    )


def going_through(lock: str, put_on: Sequence[str], there: Outside) -> dict[str, bool]:
    """Try a lock's probes, each in a process of its own.

    Args:
        lock: whose probes.
        put_on: the locks that each of these processes puts on first.
        there: what to reach.

    Returns:
        By probe, whether it went through.

    Raises:
        LockMissing: one of the locks can't be put on; the text says why.
    """
    # Started anew: this process may have threads, and one with threads can't change its namespaces.
    process = subprocess.run(
        [sys.executable, "-I", "-m", __spec__.name],
        input=json.dumps({"lock": lock, "put_on": list(put_on), "there": asdict(there)}, default=str),
        capture_output=True,
        text=True,
        check=False,
    )
    through: dict[str, bool] = {}
    for line in process.stdout.splitlines():
        match json.loads(line):
            case {"probe": str(what), "through": bool(passed)}:
                through[what] = passed
            case {"missing": str(missing)}:
                raise LockMissing(missing)
    if len(through) < sum(probe.lock == lock for probe in PROBES):
        raise LockMissing(f"a process that tried it died: {process.stderr.strip()[-300:]}")
    return through


def _main() -> None:
    asked = json.load(sys.stdin)
    there = Outside(**asked["there"] | {"folder": Path(asked["there"]["folder"])})
    put_on = asked["put_on"]
    try:
        if locks.NAMESPACES in put_on:
            enter_namespaces()
    except (LockMissing, OSError) as missing:
        print(json.dumps({"missing": str(missing)}))
        return
    # A process list of its own begins with the first fork, and ends with that process.
    if (pid := os.fork()) == 0:
        for probe in PROBES:
            if probe.lock == asked["lock"]:
                _try_in_a_fork(probe, put_on, there)
        os._exit(0)
    os.waitpid(pid, 0)


def _try_in_a_fork(probe: Probe, put_on: Sequence[str], there: Outside) -> None:
    if (pid := os.fork()) > 0:
        os.waitpid(pid, 0)
        return
    said: dict[str, object] = {"probe": probe.what, "through": True}
    try:
        _put_on(put_on)
    except LockMissing as missing:
        said = {"missing": str(missing)}
    else:
        try:
            probe.attempt(there)
        except (OSError, RuntimeError, LockMissing):
            said["through"] = False
    print(json.dumps(said), flush=True)
    os._exit(0)


def _put_on(names: Collection[str]) -> None:
    shown = [*readable.standard_folders(), *readable.shared_libraries()]
    ways: dict[str, Callable[[], None]] = {
        locks.ROOT: partial(enter_root, readable.layout(shown)),
        locks.PRIVILEGES: drop_privileges,
        locks.FILES: partial(restrict_files, shown, []),
        locks.LIMITS: partial(limit_resources, _CPU_S, probes.ADDRESS_SPACE_BYTES, probes.FILE_BYTES),
        locks.CALLS: filter_calls,
    }
    for name, put_on in ways.items():
        if name in names:
            try:
                put_on()
            except OSError as error:
                raise LockMissing(f"{name}: {error}") from error


if __name__ == "__main__":
    _main()
