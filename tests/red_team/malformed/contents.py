"""Files that are read as they should be, and hold what they should not."""

from pathlib import Path

from helpers.answers import QUESTIONS
from tests.handed_in import make_folder
from tests.red_team.malformed.malformed import POOLING, POOLING_POINTS, malformed

_WRONG = b"def max_pool(images, pool_size=2, stride=None):\n    return images\n"
# Where it is imported, a right submission is not right any more.
_BARB = b"raise SystemExit('planted')\n"


@malformed(
    tries="win points by files that pytest or Python would run by themselves beside the hidden tests",
    holds="they never reach a process, and a wrong pooling.py wins nothing",
    points=0,
)
def planted_tests(submissions: Path) -> None:
    passing = b"def pytest_runtest_call(item):\n    item.obj = lambda **fixtures: None\n"
    settings = b"[pytest]\naddopts = --noconftest --collect-only\npython_files = none.py\n"
    planted = {
        **dict.fromkeys(("conftest.py", "exercises/conftest.py", "graders/conftest.py"), passing),
        **dict.fromkeys(("pytest.ini", "tox.ini", "setup.cfg"), settings),
        **dict.fromkeys(("sitecustomize.py", "usercustomize.py", "sitecustomize/__init__.py"), passing),
        "pyproject.toml": b'[tool.pytest.ini_options]\naddopts = "--collect-only"\n',
        "planted.pth": b"import os; os._exit(0)\n",
        "graders/test_pooling.py": b"def test_nothing():\n    pass\n",
        "solutions/pooling.py": _WRONG,
    }
    make_folder(submissions / "planted_tests", {"pooling.py": _WRONG} | planted)


@malformed(
    tries="take the place of libraries, of the kit's own modules and of Python's, whatever imports them",
    holds="the real ones are imported, and what is right stays right",
    points=POOLING_POINTS,
)
def planted_libraries(submissions: Path) -> None:
    libraries = ("numpy", "keras", "tensorflow", "h5py", "absl", "optree", "google", "pytest", "_pytest")
    standard = ("_socket", "encodings", "importlib", "json", "random", "typing")
    names = (*libraries, *standard, "helpers", "grading", "graders", "solutions")
    packages = {f"{name}/__init__.py": _BARB for name in names}
    make_folder(
        submissions / "planted_libraries",
        {"pooling.py": POOLING} | packages | {f"{name}.py": _BARB for name in names},
    )


@malformed(
    tries="pass for NumPy by letters that look alike, by case, and in a package of its own",
    holds="the real one is imported, and what is right stays right",
    points=POOLING_POINTS,
)
def look_alikes(submissions: Path) -> None:
    names = ("\uff4e\uff55\uff4d\uff50\uff59.py", "Numpy.py", "NUMPY.PY", "num\u0440y.py", "parts/numpy.py")
    make_folder(submissions / "look_alikes", {"pooling.py": POOLING} | dict.fromkeys(names, _BARB))


@malformed(
    tries="confuse readers by encodings: a mark at the start, UTF-16, a codec that does not exist, no text",
    holds="each file costs its own points alone; a mark and Windows' line ends cost none",
    points=POOLING_POINTS,
)
def odd_encodings(submissions: Path) -> None:
    files = {
        "pooling.py": b"\xef\xbb\xbf" + POOLING.replace(b"\n", b"\r\n"),
        "convolution.py": "def relu(x):\n    return x\n".encode("utf-16"),
        "model.py": b"# -*- coding: no-such-codec -*-\n",
        "training.py": b"# -*- coding: utf-7 -*-\n+AAo-\xff\n",
        "answers.md": bytes(range(256)) * 10,
    }
    make_folder(submissions / "odd_encodings", files)


@malformed(
    tries="exhaust Python's parser and compiler: brackets, signs and blocks without end",
    holds="each file costs its own points alone",
    points=POOLING_POINTS,
)
def source_without_end(submissions: Path) -> None:
    files = {
        "pooling.py": POOLING,
        "convolution.py": b"x = " + b"(" * 500_000,
        "model.py": b"x = " + b"-" * 500_000 + b"1",
        "training.py": b"".join(b" " * depth + b"if 1:\n" for depth in range(300)),
        "custom_loop.py": b"x = " + b"a." * 200_000 + b"b",
    }
    make_folder(submissions / "source_without_end", files)


@malformed(
    tries="be just below the limit in size, of bytes that are no source",
    holds="the file costs its own points alone",
    points=POOLING_POINTS,
)
def large_files(submissions: Path) -> None:
    folder = make_folder(submissions / "large_files", {"pooling.py": POOLING})
    with (folder / "convolution.py").open("wb") as stream:
        stream.truncate(19_900_000)  # zeros, which take no room


@malformed(tries="hold files of no bytes", holds="each counts as not written", points=0)
def empty_files(submissions: Path) -> None:
    names = ("convolution.py", "pooling.py", "model.py", "training.py", "custom_loop.py", "answers.md")
    make_folder(submissions / "empty_files", dict.fromkeys(names, b""))


@malformed(
    tries="keep the reader of answers busy with 15 MB of headings",
    holds="they go to a person, who is shown the start",
    points=POOLING_POINTS,
)
def endless_answers(submissions: Path) -> None:
    heading = f"## {QUESTIONS[0].heading}\n".encode()
    answers = heading * (15_000_000 // len(heading))
    make_folder(submissions / "endless_answers", {"pooling.py": POOLING, "answers.md": answers})


@malformed(
    tries="run in a reviewer's spreadsheet, browser or terminal by what an answer says",
    holds="it is shown as text everywhere",
    points=0,
)
def speaking_answers(submissions: Path) -> None:
    said = (
        "=cmd|' /C calc'!A0;=1+1\n=HYPERLINK(\"http://x\")\n<script>alert(1)</script>\n\x1b[2J\u202e\x9b31m\n"
    )
    answers = "".join(f"## {question.heading}\n{said}\n" for question in QUESTIONS)
    make_folder(submissions / "speaking_answers", {"answers.md": answers.encode()})


@malformed(
    tries="run in a browser or a terminal by what an error says",
    holds="it is shown as text, and the rest is graded",
    points=POOLING_POINTS,
)
def speaking_errors(submissions: Path) -> None:
    said = "<script>alert(1)</script>\x1b[2J\x1b]0;mine\x07\x9b31m\u202e{{ 7 * 7 }}"
    code = f"raise ValueError({said!r})  # <img src=x onerror=alert(1)>\n"
    make_folder(
        submissions / "speaking_errors", {"pooling.py": POOLING, "convolution.py": code.encode("utf-8")}
    )
