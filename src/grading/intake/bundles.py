"""A submission that a platform keeps in several files and folders side by side."""

from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from types import TracebackType
from typing import Self

from grading.archives import Contents, Folder, Limits, Unreadable, ZipArchive, within
from grading.intake.encoded import Encoded
from grading.intake.entries import Entry
from grading.intake.originals import original
from grading.intake.platforms import DECODED

_MAX_ARCHIVES = 5  # each may list many names that are not counted


@dataclass
class Named:
    """Some files of another `Contents`, by names of their own."""

    _contents: Contents
    _names: Mapping[str, str]
    sizes: dict[str, int] = field(init=False)

    def __post_init__(self) -> None:
        self.sizes = {own: self._contents.sizes[name] for own, name in self._names.items()}

    def __enter__(self) -> Self:
        """Open as long as the other is."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """The other is closed by whoever opened it."""

    def read(self, name: str) -> bytes | None:
        """See `Contents`."""
        return self._contents.read(self._names[name])


class Bundle:
    """The parts of one submission in a bulk download; a context manager, open while they are read.

    Args:
        entry: the submission.
        limits: how much it may hold, over all parts and what their archives hold.

    Attributes:
        loose: the files outside of archives, by the names that they had.
        archives: the zips, by their names; the one whose name was never changed first.
        damaged: why a zip can't be read, by its name.
        pages: what the learner typed into the platform's editor, HTML.

    Raises:
        Unreadable: where it can't be listed or holds too much.
    """

    def __init__(self, entry: Entry, limits: Limits) -> None:
        self.archives: dict[str, Contents] = {}
        self.damaged: dict[str, str] = {}
        decode = DECODED[entry.arrival.source]
        parts = {path.name: encoded for path in entry.paths if (encoded := decode(path.name)) is not None}
        with ExitStack() as stack:
            # SUBMISSIONS itself may be reached by a link, and what is in it may not.
            whole = stack.enter_context(Folder(_folder_of(entry), limits, only=parts))
            files = dict(_originals(whole.sizes, parts))
            pages = {own: name for own, (name, encoded) in files.items() if _is_page(own, encoded)}
            zips = {own: name for own, (name, _) in files.items() if _is_archive(own)}
            if len(zips) > _MAX_ARCHIVES:
                raise Unreadable(f"It holds {len(zips)} archives. Hand in one .zip of your exercises folder.")
            rest = {own: name for own, (name, _) in files.items() if own not in pages | zips}
            self.loose: Contents = Named(whole, rest)
            for own, name in sorted(zips.items(), key=lambda item: (original(item[0]) != item[0], item)):
                self._open(whole, own, name, limits, stack)
            within(limits, self._all_sizes())
            self.pages = [page for name in pages.values() if (page := whole.read(name)) is not None]
            self._stack = stack.pop_all()

    def __enter__(self) -> Self:
        """Open since its creation."""
        return self

    def __exit__(self, *error: object) -> None:
        """Close all parts."""
        self._stack.close()

    def _open(self, whole: Folder, own: str, name: str, limits: Limits, stack: ExitStack) -> None:
        descriptor = whole.open(name)
        if descriptor is None:
            return
        try:
            self.archives[own] = stack.enter_context(ZipArchive(descriptor, limits))
        except Unreadable as unreadable:
            self.damaged[own] = str(unreadable)

    def _all_sizes(self) -> Iterator[int]:
        for contents in (self.loose, *self.archives.values()):
            yield from contents.sizes.values()


def _folder_of(entry: Entry) -> Path:
    return entry.path.parent.resolve()


def _originals(
    names: Mapping[str, int], parts: Mapping[str, Encoded]
) -> Iterator[tuple[str, tuple[str, Encoded]]]:
    """Every file's own name, with the name that it has in the download; the first of two alike has it."""
    taken = set()
    for name in sorted(names):
        part, _, inside = name.partition("/")
        own = inside or parts[part].file or part
        if own in taken:
            own = f"{PurePosixPath(part).name}/{own}"
        taken.add(own)
        yield own, (name, parts[part])


def _is_page(own: str, encoded: Encoded) -> bool:
    return encoded.typed_in and "/" not in own and own.lower().endswith((".html", ".htm"))


def _is_archive(own: str) -> bool:
    return "/" not in own and own.lower().endswith(".zip")
