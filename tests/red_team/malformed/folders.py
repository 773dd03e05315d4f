"""Folders and loose entries: links, special files, giants, and far too much of everything."""

import os
import stat
from contextlib import suppress
from pathlib import Path

from tests.handed_in import make_folder
from tests.red_team.malformed.malformed import POOLING, POOLING_POINTS, malformed


@malformed(tries="hand in nothing", holds="it is invalid")
def empty_folder(submissions: Path) -> None:
    make_folder(submissions / "empty_folder", {})


@malformed(
    tries="hand in only what tools leave behind, bytecode among it",
    holds="it is invalid, and no bytecode is run",
)
def only_litter(submissions: Path) -> None:
    litter = ("__pycache__/pooling.cpython-311.pyc", ".git/config", "__MACOSX/pooling.py", "pooling.pyc")
    make_folder(submissions / "only_litter", dict.fromkeys(litter, b"\xa7\r\r\n"))


@malformed(
    tries="hand in two folders, one for each reader",
    holds="it is invalid: which one counts is not guessed",
)
def two_folders(submissions: Path) -> None:
    make_folder(
        submissions / "two_folders", {"one/pooling.py": POOLING, "two/pooling.py": b"raise SystemExit"}
    )


@malformed(tries="be a link to the class itself, others' work in it", holds="it is invalid, and not followed")
def link_to_the_class(submissions: Path) -> None:
    (submissions / "link_to_the_class").symlink_to(submissions, target_is_directory=True)


@malformed(tries="be a link that leads round in a circle", holds="it is invalid, and ends nothing")
def circle(submissions: Path) -> None:
    (submissions / "circle").symlink_to("circle")


@malformed(
    tries="be read as the machine's files, by links in place of files and folders",
    holds="it is invalid: links count as absent",
)
def links_inside(submissions: Path) -> None:
    folder = make_folder(submissions / "links_inside", {})
    (folder / "pooling.py").symlink_to("/etc/passwd")
    (folder / "convolution.py").symlink_to("/proc/self/environ")
    (folder / "answers.md").symlink_to("/dev/zero")
    (folder / "exercises").symlink_to("..")


@malformed(
    tries="make the kit wait at pipes and sockets, and read devices without end",
    holds="they count as absent, and the rest is graded",
    points=POOLING_POINTS,
)
def special_files(submissions: Path) -> None:
    folder = make_folder(submissions / "special_files", {"pooling.py": POOLING})
    os.mkfifo(folder / "convolution.py")
    os.mkfifo(folder / "answers.md")
    os.mknod(folder / "model.py", stat.S_IFSOCK | 0o600)
    with suppress(PermissionError):  # only root may, and not in every container
        os.mknod(folder / "training.py", stat.S_IFCHR | 0o600, os.makedev(1, 5))


@malformed(tries="be a pipe that has the name of an archive", holds="it is invalid, and nobody waits")
def pipe(submissions: Path) -> None:
    os.mkfifo(submissions / "pipe.zip")


@malformed(tries="be a terabyte long and take no room", holds="it is invalid, and not read")
def sparse_giant(submissions: Path) -> None:
    folder = make_folder(submissions / "sparse_giant", {"pooling.py": POOLING})
    with (folder / "convolution.py").open("wb") as stream:
        stream.truncate(1 << 40)


@malformed(tries="hold more files than anyone needs", holds="it is invalid")
def many_files(submissions: Path) -> None:
    make_folder(
        submissions / "many_files", {"pooling.py": POOLING} | {f"m{number}.py": b"" for number in range(200)}
    )


@malformed(tries="nest folders 300 deep", holds="it is invalid, after 20")
def deep_folders(submissions: Path) -> None:
    folder = make_folder(submissions / "deep_folders", {"pooling.py": POOLING})
    (folder / "/".join("a" * 300)).mkdir(parents=True)


@malformed(tries="be a notebook that is no notebook", holds="it is invalid")
def broken_notebook(submissions: Path) -> None:
    (submissions / "broken_notebook.ipynb").write_bytes(b'{"cells": [' * 100_000)
