"""Small tries at what the locks deny: each goes through where its lock is off, and fails where it is on."""

import ctypes
import errno
import fcntl
import mmap
import os
import platform
import secrets
import socket
import subprocess
import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from grading import locks
from grading.sandbox.kernel import checked, libc
from grading.sandbox.limits import OPEN_FILES, THREADS
from grading.sandbox.root import WORK_BYTES
from grading.sandbox.syscalls import Numbers

ADDRESS_SPACE_BYTES, FILE_BYTES = 2 * 2**30, 2**20
"""The limits under which the probes of the resource limits fail."""

_NEW_MOUNTS = 0x00020000
_IPC_CREATE, _IPC_NEW, _IPC_REMOVE = 0o1000, 0o2000, 0
_SET_PIPE_SIZE = 1031
_NO_KEY = 0x4B495421


@dataclass(frozen=True)
class Outside:
    """Things of the machine that a locked process must not reach.

    Attributes:
        folder: holds `secret`, a file, and `door`, the socket of a server.
        port: of a server on the loopback device.
        abstract: address of a server in the abstract namespace.
        key: of a segment of shared memory.
    """

    folder: Path
    port: int
    abstract: str
    key: int


@dataclass(frozen=True)
class Probe:
    """One try.

    Attributes:
        lock: the lock that denies it.
        what: what is tried, in words.
        attempt: raises OSError or RuntimeError where it is denied.
    """

    lock: str
    what: str
    attempt: Callable[[Outside], object]


@contextmanager
def outside() -> Iterator[Outside]:
    """Make what the probes try to reach.

    Raises:
        LockMissing: the machine lets no shared memory be made.
    """
    with ExitStack() as clean_up:
        # The path of a socket may have some 100 characters.
        place = "/tmp" if len(tempfile.gettempdir()) > 60 else None
        folder = Path(clean_up.enter_context(tempfile.TemporaryDirectory(prefix="kit-doctor-", dir=place)))
        (folder / "secret").write_text("secret")
        abstract = f"\0{folder.name}"
        for address in (str(folder / "door"), abstract):
            server = clean_up.enter_context(socket.socket(socket.AF_UNIX))
            server.bind(address)
            server.listen()
        port = clean_up.enter_context(socket.create_server(("127.0.0.1", 0))).getsockname()[1]
        # Drawn: others may be trying their locks at the same time, and take theirs away at the end.
        key = secrets.randbits(30) + 1
        segment = checked("shared memory", libc().shmget(key, 4096, _IPC_CREATE | _IPC_NEW | 0o600))
        clean_up.callback(libc().shmctl, segment, _IPC_REMOVE, None)
        yield Outside(folder, port, abstract, key)


def _connect(family: socket.AddressFamily, address: str | tuple[str, int]) -> None:
    with socket.socket(family) as client:
        client.settimeout(2)
        client.connect(address)


def _make_a_file(there: Outside) -> None:
    file = there.folder / f"mine-{os.getpid()}"
    file.touch()
    file.unlink()


def _overfill_temporary_folder(_: Outside) -> None:
    with tempfile.TemporaryFile() as file:
        for _number in range(WORK_BYTES // 2**20 + 1):
            file.write(bytes(2**20))
        file.flush()


def _lock_a_part_of_a_file(_: Outside) -> None:
    with tempfile.TemporaryFile() as file:
        fcntl.lockf(file, fcntl.LOCK_EX, 1)


def _lease_a_file(there: Outside) -> None:
    descriptor = os.open(there.folder / "secret", os.O_RDONLY)
    try:
        fcntl.fcntl(descriptor, fcntl.F_SETLEASE, fcntl.F_RDLCK)
    finally:
        os.close(descriptor)


def _enlarge_a_pipe(_: Outside) -> None:
    reading, writing = os.pipe()
    try:
        fcntl.fcntl(writing, _SET_PIPE_SIZE, 2**20)
    finally:
        os.close(reading)
        os.close(writing)


def _open_many(_: Outside) -> None:
    opened: list[int] = []
    try:
        while len(opened) <= OPEN_FILES:
            opened.append(os.dup(0))
    finally:
        for descriptor in opened:
            os.close(descriptor)


def _start_many_threads(_: Outside) -> None:
    enough = threading.Event()
    try:
        for _number in range(THREADS + 1):
            threading.Thread(target=enough.wait, daemon=True).start()
    finally:
        enough.set()


def _write_much(_: Outside) -> None:
    with tempfile.TemporaryFile() as file:
        file.truncate(FILE_BYTES + 1)


def _fork(_: Outside) -> None:
    if (pid := os.fork()) == 0:
        os._exit(0)
    os.waitpid(pid, 0)


def _reaches_kernel(name: str, numbers: Numbers, *arguments: int) -> Probe:
    """A system call with arguments that do no harm: any error but a refusal means that it was carried out."""

    def attempt(_: Outside) -> None:
        number = numbers[0 if platform.machine() == "x86_64" else 1]
        kernel = libc()
        if kernel.syscall(number, *map(ctypes.c_long, arguments)) < 0:
            error = ctypes.get_errno()
            if error in (errno.EPERM, errno.ENOSYS):
                raise OSError(error, os.strerror(error))

    return Probe(locks.CALLS, f"call {name}", attempt)


PROBES = (
    # Whoever else is there; a number would mean another process inside.
    Probe(locks.NAMESPACES, "see a process", lambda _: os.kill(-1, 0)),
    Probe(
        locks.NAMESPACES,
        "reach a server on this machine",
        lambda there: _connect(socket.AF_INET, ("127.0.0.1", there.port)),
    ),
    Probe(
        locks.NAMESPACES,
        "reach a server by an abstract socket",
        lambda there: _connect(socket.AF_UNIX, there.abstract),
    ),
    Probe(
        locks.NAMESPACES,
        "open shared memory",
        lambda there: checked("shared memory", libc().shmget(there.key, 0, 0)),
    ),
    Probe(locks.ROOT, "see a file", lambda there: (there.folder / "secret").stat()),
    Probe(locks.ROOT, "change a file's mode", lambda there: (there.folder / "secret").chmod(0o600)),
    Probe(
        locks.ROOT,
        "reach a server by a socket with a path",
        lambda there: _connect(socket.AF_UNIX, str(there.folder / "door")),
    ),
    Probe(locks.ROOT, "see /proc", lambda _: Path("/proc/1").stat()),
    Probe(locks.ROOT, "fill the temporary folder", _overfill_temporary_folder),
    Probe(
        locks.PRIVILEGES,
        "use rights in the own user namespace",
        lambda _: checked("own mounts", libc().unshare(_NEW_MOUNTS)),
    ),
    Probe(locks.FILES, "read a file", lambda there: (there.folder / "secret").read_text()),
    Probe(locks.FILES, "make a file", _make_a_file),
    Probe(locks.FILES, "start a program", lambda _: subprocess.run(["/bin/true"], check=True)),
    Probe(locks.LIMITS, "open many files", _open_many),
    Probe(locks.LIMITS, "start many threads", _start_many_threads),
    Probe(locks.LIMITS, "write a large file", _write_much),
    Probe(locks.LIMITS, "ask for much memory", lambda _: mmap.mmap(-1, ADDRESS_SPACE_BYTES).close()),
    Probe(locks.CALLS, "fork", _fork),
    Probe(locks.CALLS, "make a socket", lambda _: socket.socket().close()),
    Probe(locks.CALLS, "make shared memory", lambda _: mmap.mmap(-1, mmap.PAGESIZE).close()),
    Probe(locks.CALLS, "enlarge a pipe", _enlarge_a_pipe),
    Probe(locks.CALLS, "lock a part of a file", _lock_a_part_of_a_file),
    Probe(locks.CALLS, "lease a file", _lease_a_file),
    _reaches_kernel("socketpair", (53, 199), 1, 1, 0, 0),
    _reaches_kernel("ptrace", (101, 117), 16, 0, 0, 0),
    _reaches_kernel("process_vm_readv", (310, 270), 0, 0, 0, 0, 0, 0),
    _reaches_kernel("memfd_create", (319, 279), 0, 0),
    _reaches_kernel("keyctl", (250, 219), 0, -3, 0),
    _reaches_kernel("userfaultfd", (323, 282), 0x101),
    _reaches_kernel("io_uring_setup", (425, 425), 0, 0),
    _reaches_kernel("mount", (165, 40), 0, 0, 0, 0, 0),
    _reaches_kernel("unshare", (272, 97), 0),
    _reaches_kernel("setns", (308, 268), -1, 0),
    _reaches_kernel("shmget", (29, 194), _NO_KEY, 0, 0),
    _reaches_kernel("inotify_init1", (294, 26), 0),
    _reaches_kernel("vmsplice", (278, 75), -1, 0, 0, 0),
)
