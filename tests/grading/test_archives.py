"""Zips as learners, careless tools and attackers make them; what folders do alike is in test_submissions."""

import functools
import io
import os
import stat
import struct
import tempfile
import tracemalloc
import zipfile
from collections.abc import Mapping
from contextlib import nullcontext
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from grading.archives import Folder, Limits, Unreadable, ZipArchive
from grading.intake import Entry, Submission, read_submission

STEADY = settings(derandomize=True, deadline=None, max_examples=300)

CODE = b"def convolve(image, kernel):\n    return image\n"


def make_zip(path: Path, files: Mapping[str, bytes], compression: int = zipfile.ZIP_DEFLATED) -> Path:
    with zipfile.ZipFile(path, "w", compression) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return path


def read(path: Path) -> Submission:
    return read_submission(Entry("anna", path))


def problem_of(path: Path) -> str:
    submission = read(path)
    assert submission.problem is not None
    assert submission.files == {}
    return submission.problem


def test_a_folder_that_changes_while_it_is_read(tmp_path: Path) -> None:
    names = ["gone.py", "linked.py", "grown.py", "piped.py", "same.py"]
    for name in names:
        (tmp_path / name).write_bytes(b"x")
    with Folder(tmp_path, Limits(max_bytes=100)) as folder:
        for name in names[:-1]:
            (tmp_path / name).unlink()
        (tmp_path / "linked.py").symlink_to("/etc/passwd")
        (tmp_path / "grown.py").write_bytes(b"x" * 101)
        os.mkfifo(tmp_path / "piped.py")

        assert folder.read("same.py") == b"x"
        assert folder.read("gone.py") is None
        assert folder.read("piped.py") is None
        with pytest.raises(Unreadable, match=r"linked\.py can't be read"):
            folder.read("linked.py")
        with pytest.raises(Unreadable, match=r"more than 0\.0001 MB"):
            folder.read("grown.py")


@pytest.mark.parametrize(("swapped", "read"), [("anna", b"mine"), ("anna/parts", None)])
def test_a_folder_that_is_swapped_for_a_link_is_not_left(
    tmp_path: Path, swapped: str, read: bytes | None
) -> None:
    for student, content in (("anna", b"mine"), ("other", b"another's")):
        (tmp_path / student / "parts").mkdir(parents=True)
        (tmp_path / student / "parts" / "pad.py").write_bytes(content)

    with Folder(tmp_path / "anna", Limits()) as folder:
        (tmp_path / swapped).rename(tmp_path / "kept")
        (tmp_path / swapped).symlink_to(tmp_path / swapped.replace("anna", "other"))

        with pytest.raises(Unreadable) if read is None else nullcontext():
            assert folder.read("parts/pad.py") == read
    if swapped == "anna":
        with pytest.raises(Unreadable, match=r"The folder can't be read"):
            Folder(tmp_path / "anna", Limits())


@pytest.mark.parametrize("kind", ["link", "pipe"])
def test_an_archive_that_became_something_else_is_not_opened(tmp_path: Path, kind: str) -> None:
    path, target = tmp_path / "anna.zip", make_zip(tmp_path / "ben.zip", {"convolution.py": CODE})
    if kind == "link":
        path.symlink_to(target)
    else:
        os.mkfifo(path)

    with pytest.raises(Unreadable, match=r"can't be read|is no regular file"):
        ZipArchive(path, Limits())


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "The archive is an empty file."),
        (b"hello", "named .zip, but is something else."),
        (b"Rar!\x1a\x07\x00rest", "named .zip, but is a RAR archive."),
        (b"7z\xbc\xaf\x27\x1c", "named .zip, but is a 7z archive."),
        (b"\x1f\x8b\x08rest", "named .zip, but is a gzip archive."),
        (b"PK\x03\x04rest", "The archive is damaged or was cut short."),
    ],
)
def test_what_is_no_zip(tmp_path: Path, content: bytes, message: str) -> None:
    (tmp_path / "anna.zip").write_bytes(content)

    problem = problem_of(tmp_path / "anna.zip")

    assert message in problem
    assert problem.endswith("Zip your exercises folder again and hand it in once more.")


def test_a_zip_cut_short_or_with_wrong_bytes_is_damaged(tmp_path: Path) -> None:
    path = make_zip(tmp_path / "anna.zip", {"convolution.py": CODE * 50}, zipfile.ZIP_STORED)
    content = path.read_bytes()
    path.write_bytes(content[: len(content) // 2])
    assert "damaged or was cut short" in problem_of(path)

    path.write_bytes(content.replace(b"return image", b"return imago", 1))
    assert "damaged or was cut short" in problem_of(path)


def test_a_password_is_named(tmp_path: Path) -> None:
    path = make_zip(tmp_path / "anna.zip", {"convolution.py": CODE})
    content = bytearray(path.read_bytes())
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        content[content.index(signature) + offset] |= 1
    path.write_bytes(content)

    assert "protected by a password" in problem_of(path)


@pytest.mark.parametrize("compression", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_unusual_compression_is_named(tmp_path: Path, compression: int) -> None:
    path = make_zip(tmp_path / "anna.zip", {"convolution.py": bytes(10_000_000)}, compression)

    assert f"convolution.py is packed with an unusual compression method ({compression})" in problem_of(path)


@pytest.mark.parametrize(
    "name", ["../convolution.py", "a/../../x", "/etc/passwd", "C:\\x.py", "..\\x.py", "\\x"]
)
def test_names_outside_the_archive_are_refused(tmp_path: Path, name: str) -> None:
    path = make_zip(tmp_path / "anna.zip", {"convolution.py": CODE, name: b""})

    assert f"names a file outside itself ({name})" in problem_of(path)


def test_backslashes_of_older_windows_tools_part_folders(tmp_path: Path) -> None:
    path = make_zip(
        tmp_path / "anna.zip", {"work\\": b"", "work\\convolution.py": CODE, "work\\parts\\pad.py": b""}
    )

    assert read(path).files == {"convolution.py": CODE, "parts/pad.py": b""}


@pytest.mark.filterwarnings("ignore:Duplicate name")  # it is what this test is about
@pytest.mark.parametrize("second", ["convolution.py", "./convolution.py", ".\\convolution.py"])
def test_a_name_twice_is_refused(tmp_path: Path, second: str) -> None:
    with zipfile.ZipFile(tmp_path / "anna.zip", "w") as archive:
        archive.writestr("convolution.py", b"one")
        archive.writestr(second, b"another")

    assert "holds convolution.py twice" in problem_of(tmp_path / "anna.zip")


@pytest.mark.parametrize("kind", [stat.S_IFLNK, stat.S_IFIFO, stat.S_IFSOCK, stat.S_IFCHR, stat.S_IFBLK])
def test_links_and_special_files_in_a_zip_count_as_absent(tmp_path: Path, kind: int) -> None:
    with zipfile.ZipFile(tmp_path / "anna.zip", "w") as archive:
        special = zipfile.ZipInfo("convolution.py")
        special.external_attr = (kind | 0o777) << 16
        archive.writestr(special, b"/etc/passwd")
        archive.writestr("pooling.py", b"mine")

    assert read(tmp_path / "anna.zip").files == {"pooling.py": b"mine"}


def test_a_declared_bomb_is_refused(tmp_path: Path) -> None:
    path = make_zip(tmp_path / "anna.zip", {"convolution.py": bytes(30_000_000)})

    assert path.stat().st_size < 40_000
    assert "more than 20 MB unpacked" in problem_of(path)


def test_a_bomb_that_lies_about_its_size_is_damaged(tmp_path: Path) -> None:
    path = make_zip(tmp_path / "anna.zip", {"convolution.py": bytes(30_000_000)})
    true_size, claimed = struct.pack("<L", 30_000_000), struct.pack("<L", 1000)
    path.write_bytes(path.read_bytes().replace(true_size, claimed))

    assert "damaged or was cut short" in problem_of(path)


@pytest.mark.parametrize(
    ("offset", "lie", "message"),
    [
        (6, struct.pack("<H", 99), "damaged or was cut short"),  # the version that is needed
        (8, struct.pack("<H", 0x20), "damaged or was cut short"),  # a patch, no file
        (24, struct.pack("<L", 0xFFFFFFFE), "more than 20 MB unpacked"),  # the size
        (42, struct.pack("<L", 0x7FFFFFFF), "damaged or was cut short"),  # where the file lies
    ],
)
def test_a_table_of_contents_that_lies(tmp_path: Path, offset: int, lie: bytes, message: str) -> None:
    path = make_zip(tmp_path / "anna.zip", {"convolution.py": CODE})
    content = bytearray(path.read_bytes())
    start = content.index(b"PK\x01\x02") + offset
    content[start : start + len(lie)] = lie
    path.write_bytes(content)

    assert message in problem_of(path)


def test_names_of_folders_and_nuls_in_names_hide_nothing(tmp_path: Path) -> None:
    path = make_zip(
        tmp_path / "anna.zip", {".": b"", "./.": b"", "pooling.py": CODE, "convolution.pyX.txt": CODE}
    )
    # What follows a NUL is no part of the name, for whoever reads it.
    path.write_bytes(path.read_bytes().replace(b"convolution.pyX.txt", b"convolution.py\0.txt"))

    assert read(path).files == {"convolution.py": CODE, "pooling.py": CODE}


def test_a_table_of_contents_without_end_is_refused(tmp_path: Path) -> None:
    end = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 1, 1, 1 << 30, 0, 0)
    with (tmp_path / "anna.zip").open("wb") as stream:
        stream.write(b"PK\x01\x02")
        stream.truncate(1 << 30)
        stream.seek(0, os.SEEK_END)
        stream.write(end)

    assert "lists far too many files" in problem_of(tmp_path / "anna.zip")


def test_a_hundred_thousand_names_are_enough(tmp_path: Path) -> None:
    names = [b".git/%x" % number for number in range(100_001)]
    entries = [struct.pack("<4s24xH16x", b"PK\x01\x02", len(name)) + name for name in names]
    end = struct.pack("<4s4x2H2LH", b"PK\x05\x06", 0, 0, sum(map(len, entries)), 0, 0)
    (tmp_path / "anna.zip").write_bytes(b"".join(entries) + end)

    assert "more than 100,000 names" in problem_of(tmp_path / "anna.zip")


@pytest.mark.parametrize(
    ("name", "message"),
    [("a/" * 21 + "x.py", "nested more than 20 deep"), ("é" * 128, "a name that is too long for any disk")],
)
def test_names_that_no_folder_could_have_are_refused(tmp_path: Path, name: str, message: str) -> None:
    path = make_zip(tmp_path / "anna.zip", {"convolution.py": CODE, name: b""})

    assert message in problem_of(path)


def test_names_that_are_no_text(tmp_path: Path) -> None:
    path = make_zip(tmp_path / "anna.zip", {"convolution.py": CODE, "Übung.txt": b""})
    path.write_bytes(path.read_bytes().replace("Ü".encode(), b"\xff\xfe"))

    assert "file names that are no valid text" in problem_of(path)


def test_control_characters_of_a_name_do_not_reach_the_message(tmp_path: Path) -> None:
    path = make_zip(tmp_path / "anna.zip", {"\x1b[31m\u202e.txt": b"", "x" * 200: b""})

    problem = problem_of(path)

    assert problem.isprintable()
    assert f"{'x' * 57}..." in problem


class Stream(io.BytesIO):
    """Where a zip is written that can't go back, and so says sizes behind each file."""

    def seekable(self) -> bool:
        return False


@functools.cache
def sample_zips() -> tuple[bytes, ...]:
    """Zips of different make: packed, plain, large, written in one go, with a comment and text before it."""
    samples = []
    for compression, zip64, stream in (
        (zipfile.ZIP_DEFLATED, False, io.BytesIO()),
        (zipfile.ZIP_STORED, True, io.BytesIO(b"#!/bin/sh\n")),
        (zipfile.ZIP_DEFLATED, False, Stream()),
    ):
        with zipfile.ZipFile(stream, "a" if stream.getvalue() else "w", compression) as archive:
            for name, content in (
                ("convolution.py", CODE * 3),
                ("parts/pad.py", b"x"),
                ("\xdcbung.txt", b"y"),
            ):
                with archive.open(f"exercises/{name}", "w", force_zip64=zip64) as member:
                    member.write(content)
            archive.comment = b"handed in" * zip64
        samples.append(stream.getvalue())
    return tuple(samples)


# Where it matters: what zips count with, beside any bytes at all.
TELLING = st.one_of(
    st.sampled_from([b"\0\0", b"\xff\xff", b"\xff\xff\xff\xff", b"\xff\xff\xff\x7f", b"\0\0\0\x01"]),
    st.sampled_from([b"PK\1\2", b"PK\3\4", b"PK\5\6", b"PK\6\6", b"PK\6\7", b"PK\7\x08", b"../", b"\0"]),
    st.binary(max_size=8),
)


@STEADY
@given(
    sample=st.integers(0, 2),
    changes=st.lists(st.tuples(st.integers(0, 2_000), TELLING), min_size=1, max_size=6),
    cut=st.tuples(st.integers(0, 2_000), st.integers(0, 2_000)) | st.none(),
    inserted=st.binary(max_size=8),
)
def test_a_mutated_zip_is_read_or_has_a_problem_and_takes_little_memory(
    sample: int, changes: list[tuple[int, bytes]], cut: tuple[int, int] | None, inserted: bytes
) -> None:
    content = bytearray(sample_zips()[sample])
    for place, telling in changes:
        place %= len(content)
        content[place : place + len(telling)] = telling
    if cut is not None:
        first, last = sorted(place % len(content) for place in cut)
        content[first:last] = inserted

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "anna.zip"
        path.write_bytes(content)
        tracemalloc.start()
        submission = read(path)
        _, peak = tracemalloc.get_traced_memory()
        tracemalloc.stop()

        assert list(Path(folder).iterdir()) == [path]
    assert peak < 3 * Limits().max_bytes
    assert (submission.problem is None) == bool(submission.files)
    assert submission.problem is None or submission.problem.isprintable()
    assert len(submission.digest) == 64
