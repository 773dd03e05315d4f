"""Archives: damaged, lying, swelling, and with names that lead elsewhere."""

import os
import stat
import struct
import warnings
import zipfile
from pathlib import Path

from tests.handed_in import zipped
from tests.red_team.malformed.malformed import POOLING, POOLING_POINTS, malformed

_LOCAL, _CENTRAL, _END = b"PK\x03\x04", b"PK\x01\x02", b"PK\x05\x06"


@malformed(
    tries="make the reader stumble over an archive that ends in the middle",
    holds="it is invalid, and the learner is told to zip again",
)
def cut_short(submissions: Path) -> None:
    archive = zipped({"pooling.py": POOLING})
    (submissions / "cut_short.zip").write_bytes(archive[: len(archive) // 2])


@malformed(tries="hand in nothing at all, named as an archive", holds="it is invalid")
def no_bytes(submissions: Path) -> None:
    (submissions / "no_bytes.zip").touch()


@malformed(tries="hand in an archive without a file", holds="it is invalid")
def nothing_inside(submissions: Path) -> None:
    (submissions / "nothing_inside.zip").write_bytes(zipped({}))


@malformed(tries="pass another format off as a zip", holds="it is invalid, and the format is named")
def renamed_rar(submissions: Path) -> None:
    (submissions / "renamed_rar.zip").write_bytes(b"Rar!\x1a\x07\x01\x00" + bytes(1000))


@malformed(
    tries="hand in an archive of a kind that is not read",
    holds="it is invalid, unopened",
    student="another_kind.7z",
)
def another_kind(submissions: Path) -> None:
    (submissions / "another_kind.7z").write_bytes(b"7z\xbc\xaf\x27\x1c" + bytes(1000))


@malformed(tries="make the kit ask for a password", holds="it is invalid, and nobody is asked")
def with_password(submissions: Path) -> None:
    archive = bytearray(zipped({"pooling.py": POOLING}))
    for signature, flags in ((_LOCAL, 6), (_CENTRAL, 8)):
        archive[archive.index(signature) + flags] |= 1
    (submissions / "with_password.zip").write_bytes(archive)


@malformed(tries="unpack to 40 MB from 40 kB", holds="it is invalid, and nothing is unpacked")
def bomb(submissions: Path) -> None:
    with zipfile.ZipFile(submissions / "bomb.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("pooling.py", POOLING)
        with archive.open("convolution.py", "w") as member:
            member.write(bytes(40_000_000))


@malformed(
    tries="unpack to 30 MB what claims to be 1,000 bytes",
    holds="it is invalid, and no more than it claims is unpacked",
)
def lying_bomb(submissions: Path) -> None:
    true_size, claim = struct.pack("<L", 30_000_000), struct.pack("<L", 1000)
    archive = zipped({"pooling.py": bytes(30_000_000)})
    (submissions / "lying_bomb.zip").write_bytes(archive.replace(true_size, claim))


@malformed(tries="swell by a method that packs better than deflate", holds="it is invalid, and not unpacked")
def bzip2_bomb(submissions: Path) -> None:
    (submissions / "bzip2_bomb.zip").write_bytes(zipped({"pooling.py": bytes(15_000_000)}, zipfile.ZIP_BZIP2))


@malformed(
    tries="swell archive by archive, as 42.zip does", holds="it is invalid: no archive inside is opened"
)
def archives_in_archives(submissions: Path) -> None:
    content = {"pooling.py": bytes(10_000_000)}
    for _ in range(5):
        content = dict.fromkeys((f"{number}.zip" for number in range(10)), zipped(content))
    (submissions / "archives_in_archives.zip").write_bytes(zipped(content))


@malformed(
    tries="hold one packed body under 190 names, so that a few bytes swell 190 times",
    holds="it is invalid",
)
def shared_body(submissions: Path) -> None:
    archive = zipped({"pooling.py": bytes(100_000)})
    start, end = archive.index(_CENTRAL), archive.index(_END)
    entry = archive[start:end]
    entries = b"".join(entry.replace(b"pooling.py", b"m%06d.py" % number) for number in range(190)) + entry
    totals = struct.pack("<2H2L", 191, 191, len(entries), start)
    (submissions / "shared_body.zip").write_bytes(
        archive[:start] + entries + archive[end : end + 8] + totals + archive[end + 20 :]
    )


@malformed(
    tries="write outside of the folder where it is unpacked",
    holds="it is invalid, and nothing is written anywhere",
)
def names_above(submissions: Path) -> None:
    above = {f"{'../' * depth}planted.py": b"" for depth in range(1, 8)}
    (submissions / "names_above.zip").write_bytes(zipped({"pooling.py": POOLING} | above))


@malformed(tries="write to a path from the root on", holds="it is invalid, and nothing is written anywhere")
def absolute_name(submissions: Path) -> None:
    (submissions / "absolute_name.zip").write_bytes(zipped({"pooling.py": POOLING, "/tmp/planted.py": b""}))


@malformed(
    tries="lead above by the separator of Windows",
    holds="it is invalid, and nothing is written anywhere",
)
def backslashes_above(submissions: Path) -> None:
    (submissions / "backslashes_above.zip").write_bytes(
        zipped({"pooling.py": POOLING, "..\\..\\planted.py": b""})
    )


@malformed(
    tries="hold a link to /etc/passwd, and a pipe and a device to wait at",
    holds="they count as absent, and the rest is graded",
    points=POOLING_POINTS,
)
def special_entries(submissions: Path) -> None:
    with zipfile.ZipFile(submissions / "special_entries.zip", "w") as archive:
        archive.writestr("pooling.py", POOLING)
        kinds = {"convolution.py": stat.S_IFLNK, "model.py": stat.S_IFIFO, "training.py": stat.S_IFCHR}
        for name, kind in kinds.items():
            special = zipfile.ZipInfo(name)
            special.external_attr = (kind | 0o777) << 16
            archive.writestr(special, b"/etc/passwd")


@malformed(
    tries="show one file to who reads the first of a name, another to who reads the last",
    holds="it is invalid: neither is taken",
)
def a_name_twice(submissions: Path) -> None:
    with (
        warnings.catch_warnings(action="ignore"),
        zipfile.ZipFile(submissions / "a_name_twice.zip", "w") as archive,
    ):
        archive.writestr("pooling.py", POOLING)
        archive.writestr("pooling.py", b"raise SystemExit")


@malformed(
    tries="fill the messages between the kit's processes with names of 60,000 letters",
    holds="it is invalid, and no fault of the kit",
)
def endless_names(submissions: Path) -> None:
    endless = {f"{'a' * 60_000}{number}.py": b"" for number in range(150)}
    (submissions / "endless_names.zip").write_bytes(zipped({"pooling.py": POOLING} | endless))


@malformed(tries="nest folders 30,000 deep in a single name", holds="it is invalid")
def endless_path(submissions: Path) -> None:
    (submissions / "endless_path.zip").write_bytes(
        zipped({"pooling.py": POOLING, f"{'a/' * 30_000}x.py": b""})
    )


@malformed(tries="list 120,000 files that are not there", holds="it is invalid, after 100,000")
def endless_list(submissions: Path) -> None:
    names = [b".git/%x" % number for number in range(120_000)]
    entries = b"".join(struct.pack("<4s24xH16x", _CENTRAL, len(name)) + name for name in names)
    (submissions / "endless_list.zip").write_bytes(entries + struct.pack("<4s8xL6x", _END, len(entries)))


@malformed(
    tries="have a gigabyte read at once that takes no room on the disk",
    holds="it is invalid, and the list is not read",
)
def giant_list(submissions: Path) -> None:
    with (submissions / "giant_list.zip").open("wb") as stream:
        stream.truncate(1 << 30)
        stream.seek(0, os.SEEK_END)
        stream.write(struct.pack("<4s8xL6x", _END, 1 << 30))


@malformed(
    tries="speak to the terminal and to the browser by the names of files, which messages repeat",
    holds="it is invalid, and the names are shown as text",
)
def speaking_names(submissions: Path) -> None:
    names = (
        "\x1b]0;mine\x07",
        "\x1b[2J\x9b31m",
        "<script>alert(1)<\\script>",
        "=cmd|' \\C calc'!A0",
        "\u202eyp.x",
    )
    (submissions / "speaking_names.zip").write_bytes(zipped(dict.fromkeys(names, b"")))
