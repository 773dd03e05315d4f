"""What lies in a submission's folder or zip: names and sizes first, bytes on request; nothing is unpacked."""

import io
import os
import re
import stat
import zipfile
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Protocol, Self

NOT_COUNTED = frozenset(
    {".git", ".venv", "__pycache__", "__MACOSX", ".ipynb_checkpoints", ".DS_Store", "Thumbs.db"}
)
"""What tools leave behind: neither read nor held against the limits."""

_AGAIN = "Zip your exercises folder again and hand it in once more."
_MAX_DEPTH = 20
_MAX_NAME_BYTES = 255  # of one part, as on disks
_MAX_NAMES = 100_000  # uncounted ones too: a listing alone must not keep the kit busy
_MAX_DIRECTORY_BYTES = 12_000_000  # of a zip's table of contents: in memory it takes six times that

_FOLDER = os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC
_FILE = os.O_RDONLY | os.O_NOFOLLOW | os.O_CLOEXEC | os.O_NONBLOCK  # a pipe must not block the kit

_SIGNATURES = {b"Rar!": "a RAR archive", b"7z\xbc\xaf": "a 7z archive", b"\x1f\x8b": "a gzip archive"}


class Unreadable(Exception):
    """Contents that can't be taken: the text says what is wrong and what to do."""


class OutOfReach(Unreadable):
    """This machine does not let the kit read a submission: no learner's fault."""


@dataclass(frozen=True)
class Limits:
    """How much a submission may hold.

    The ratio of a zip needs no limit of its own: nothing beyond `max_bytes` is ever unpacked, and no method
    that is taken makes more than 1,032 bytes of one.

    Attributes:
        max_bytes: bytes of all files, unpacked.
        max_files: number of files.
    """

    max_bytes: int = 20_000_000
    max_files: int = 200


def within(limits: Limits, sizes: Iterable[int]) -> None:
    """Check files that come from several places.

    Raises:
        Unreadable: where they are too many, or take too much.
    """
    tally = _Tally(limits)
    for size in sizes:
        tally.add(size)


class Contents(Protocol):
    """The files of one submission; a context manager, open while they are read.

    Attributes:
        sizes: bytes of each regular file that counts, by its name with `/` between folders.
    """

    sizes: dict[str, int]

    def __enter__(self) -> Self:
        """Open for reading."""

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close."""

    def read(self, name: str) -> bytes | None:
        """The bytes of one of the files, None where it is gone by now.

        Raises:
            Unreadable: where it can't be read or has outgrown the limits.
        """


class Folder:
    """A submission's folder; a link inside is never followed, nor is the folder itself if it is one.

    Args:
        path: the folder.
        limits: how much it may hold.
        only: names in it to look at; None for all.

    Raises:
        Unreadable: where it can't be listed or holds too much.
    """

    def __init__(self, path: Path, limits: Limits, only: Iterable[str] | None = None) -> None:
        self.sizes: dict[str, int] = {}
        self._limits = limits
        self._tally = _Tally(limits)
        self._read = _Tally(limits)
        with _as_unreadable("The folder"):
            self._root = os.open(path, _FOLDER)
        try:
            if only is None:
                self._list(self._root, "", 0)
            else:
                for name in only:
                    self._look_at(name, "", self._root, 0)
        except BaseException:
            os.close(self._root)
            raise

    def __enter__(self) -> Self:
        """Open since its creation."""
        return self

    def __exit__(self, *error: object) -> None:
        """Close the folder."""
        os.close(self._root)

    def open(self, name: str) -> int | None:
        """A descriptor of one of the files, to be closed by the caller; None where it is gone by now.

        Raises:
            Unreadable: where it can't be opened.
        """
        *folders, last = name.split("/")
        with _as_unreadable(shown(name)), ExitStack() as opened:
            try:
                here = self._root
                for folder in folders:
                    here = os.open(folder, _FOLDER, dir_fd=here)
                    opened.callback(os.close, here)
                file = os.open(last, _FILE, dir_fd=here)
            except FileNotFoundError:
                return None
            if stat.S_ISREG(os.fstat(file).st_mode):
                return file
            os.close(file)
            return None

    def read(self, name: str) -> bytes | None:
        """See `Contents`."""
        file = self.open(name)
        if file is None:
            return None
        with _as_unreadable(shown(name)), os.fdopen(file, "rb") as stream:
            # It may grow while it is read: one byte over the limit shows that.
            content = stream.read(self._limits.max_bytes + 1)
        self._read.add(len(content))
        return content

    def _list(self, folder: int, prefix: str, depth: int) -> None:
        _check_depth(depth)
        with _as_unreadable(shown(prefix) or "The folder"), os.scandir(folder) as entries:
            for entry in entries:
                self._look_at(entry.name, prefix, folder, depth)

    def _look_at(self, entry: str, prefix: str, folder: int, depth: int) -> None:
        self._tally.see()
        if entry in NOT_COUNTED:
            return
        name = f"{prefix}{entry}"
        try:
            facts = os.stat(entry, dir_fd=folder, follow_symlinks=False)
            if stat.S_ISDIR(facts.st_mode):
                child = os.open(entry, _FOLDER, dir_fd=folder)
                try:
                    self._list(child, f"{name}/", depth + 1)
                finally:
                    os.close(child)
            elif stat.S_ISREG(facts.st_mode):
                self.sizes[name] = facts.st_size
                self._tally.add(facts.st_size)
        except FileNotFoundError:
            return  # gone since it was listed
        except OSError as error:
            raise _refusal(shown(name), error) from error


class ZipArchive:
    """A zip with a submission's files, of which nothing is written to disk.

    Args:
        archive: its path, or a descriptor, which is closed with it.
        limits: how much it may hold unpacked.

    Raises:
        Unreadable: where it is no sound zip, names files that no honest archive holds, or holds too much.
    """

    def __init__(self, archive: Path | int, limits: Limits) -> None:
        self.sizes: dict[str, int] = {}
        self._members: dict[str, zipfile.ZipInfo] = {}
        self._stack = ExitStack()
        with self._stack as stack:
            with _as_unreadable("The archive"):
                descriptor = archive if isinstance(archive, int) else os.open(archive, _FILE)
                stream = stack.enter_context(_CappedReader(io.FileIO(descriptor)))
                if not stat.S_ISREG(os.fstat(descriptor).st_mode):
                    raise Unreadable("The archive is no regular file. Hand in the zip itself.")
                start = stream.read(8)
                if not start:
                    raise Unreadable(f"The archive is an empty file. {_AGAIN}")
            with _as_damaged(start):
                self._zip = stack.enter_context(zipfile.ZipFile(stream))
            self._list(_Tally(limits))
            self._stack = stack.pop_all()

    def __enter__(self) -> Self:
        """Open since its creation."""
        return self

    def __exit__(self, *error: object) -> None:
        """Close the archive."""
        self._stack.close()

    def read(self, name: str) -> bytes | None:
        """See `Contents`."""
        member = self._members[name]
        if member.flag_bits & 0x1:
            raise Unreadable(f"The archive is protected by a password. {_AGAIN} Leave the password out.")
        # Other methods can turn a few bytes into gigabytes in a single step, and no desktop's zip uses them.
        if member.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise Unreadable(
                f"{shown(name)} is packed with an unusual compression method ({member.compress_type}); "
                f"expected a plain zip. {_AGAIN}"
            )
        with _as_damaged(b"PK"), self._zip.open(member) as stream:
            # zipfile stops at the declared size, which the limits have seen, and then checks the checksum.
            return stream.read(member.file_size)

    def _list(self, tally: "_Tally") -> None:
        for member in self._zip.infolist():
            tally.see()
            name = _safe_name(member.filename)
            # Made on Unix, an entry has a file type; links, pipes and devices count as absent.
            file_type = stat.S_IFMT(member.external_attr >> 16)
            if not name or member.filename.endswith(("/", "\\")) or file_type not in (0, stat.S_IFREG):
                continue
            if NOT_COUNTED.intersection(name.split("/")):
                continue
            if name in self._members:
                raise Unreadable(f"The archive holds {shown(name)} twice. {_AGAIN}")
            self._members[name] = member
            self.sizes[name] = member.file_size
            tally.add(member.file_size)


def shown(name: str) -> str:
    """A file's name, fit for a message: printable and short."""
    return printable(name) if len(name) <= 60 else f"{printable(name[:57])}..."


def printable(text: str) -> str:
    """A line that no terminal obeys."""
    return "".join(character if character.isprintable() else "?" for character in text)


def kind_of(start: bytes) -> str | None:
    """Which kind of archive begins with these bytes, None where it is none that is known."""
    return next((kind for signature, kind in _SIGNATURES.items() if start.startswith(signature)), None)


class _CappedReader(io.BufferedReader):
    """A file of which no single read takes much: a zip says itself how large its table of contents is."""

    def read(self, size: int | None = -1, /) -> bytes:
        wanted = os.fstat(self.fileno()).st_size - self.tell() if size is None or size < 0 else size
        if wanted > _MAX_DIRECTORY_BYTES:
            raise Unreadable("The archive lists far too many files. Zip your exercises folder alone.")
        return super().read(size)


class _Tally:
    """Adds up what a submission holds and stops at the limits."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._names = self._files = self._bytes = 0

    def see(self) -> None:
        """One more name, whatever stands behind it."""
        self._names += 1
        if self._names > _MAX_NAMES:
            raise Unreadable(f"It holds more than {_MAX_NAMES:,} names. Hand in your exercise files alone.")

    def add(self, size: int) -> None:
        """One more file that counts, of so many bytes."""
        self._files += 1
        self._bytes += size
        if self._files > self._limits.max_files:
            raise Unreadable(
                f"It holds more than {self._limits.max_files} files. Hand in your exercise files alone, "
                "without environments and data."
            )
        if self._bytes > self._limits.max_bytes:
            raise Unreadable(
                f"Its files take more than {self._limits.max_bytes / 1e6:g} MB unpacked. Hand in your "
                "exercise files alone, without data, pictures and saved models."
            )


def _safe_name(name: str) -> str:
    # Older Windows tools write backslashes, against the format's rules.
    posix = name.replace("\\", "/")
    parts = [part for part in posix.split("/") if part not in ("", ".")]
    if posix.startswith("/") or re.match("[A-Za-z]:", posix) or ".." in parts:
        raise Unreadable(f"The archive names a file outside itself ({shown(name)}). {_AGAIN}")
    _check_depth(len(parts) - 1)
    if any(len(part.encode()) > _MAX_NAME_BYTES for part in parts):
        raise Unreadable(
            f"The archive holds a name that is too long for any disk ({shown(name)}). Shorten it. {_AGAIN}"
        )
    return "/".join(parts)


def _check_depth(folders: int) -> None:
    if folders > _MAX_DEPTH:
        raise Unreadable(
            f"Its folders are nested more than {_MAX_DEPTH} deep. Hand in your exercise files alone."
        )


@contextmanager
def _as_unreadable(what: str) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise _refusal(what, error) from error


def _refusal(what: str, error: OSError) -> OutOfReach:
    return OutOfReach(
        f"{what} can't be read ({error.strerror or type(error).__name__}). "
        "Check its permissions and that it is still there, then grade again."
    )


@contextmanager
def _as_damaged(start: bytes) -> Iterator[None]:
    try:
        yield
    except Unreadable:
        raise
    except UnicodeDecodeError as error:
        raise Unreadable(
            f"The archive holds file names that are no valid text. Rename these files. {_AGAIN}"
        ) from error
    # zipfile keeps no closed list of what damaged bytes make it raise: struct.error, zlib.error and more.
    except Exception as error:
        if start.startswith(b"PK"):
            raise Unreadable(f"The archive is damaged or was cut short. {_AGAIN}") from error
        kind = kind_of(start) or "something else"
        raise Unreadable(f"The file is named .zip, but is {kind}. {_AGAIN}") from error
