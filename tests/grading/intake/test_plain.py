"""Plain submissions: folders and zips, whatever learners made of them."""

import os
import shutil
import socket
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TypeAlias

import pytest

from grading.intake import (
    Entry,
    Limits,
    Submission,
    find_entries,
    read_submission,
)
from tests.handed_in import make_folder, make_zip

Make: TypeAlias = Callable[[Mapping[str, bytes]], Path]

CODE = b"def convolve(image, kernel):\n    return image\n"
FILES = {"convolution.py": CODE, "pooling.py": b"# pooling\n", "answers.md": b"## Why\nBecause.\n"}


@pytest.fixture(params=["folder", "zip"])
def make(request: pytest.FixtureRequest, tmp_path: Path) -> Make:
    """Makes a submission of these files, once as a folder and once as a zip."""

    def make_submission(files: Mapping[str, bytes]) -> Path:
        if request.param == "zip":
            return make_zip(tmp_path / "anna.zip", files)
        return make_folder(tmp_path / "anna", files)

    return make_submission


def read(path: Path, limits: Limits | None = None) -> Submission:
    return read_submission(Entry("anna", path), limits or Limits())


def problem_of(path: Path, limits: Limits | None = None) -> str:
    submission = read(path, limits)
    assert submission.problem is not None
    assert submission.files == {}
    return submission.problem


def test_exercise_files_and_own_modules_are_read(make: Make) -> None:
    own = {"tools.py": b"a = 1", "parts/__init__.py": b"", "parts/deep/pad.py": b"b = 2", "test_mine.py": b""}
    kit = {
        "test_convolution.py": b"",
        "conftest.py": b"",
        "parts/conftest.py": b"",
        "sitecustomize.py": b"",
        "sitecustomize/__init__.py": b"",
        "usercustomize.py": b"",
        "parts/\uff43onftest.py": b"",
    }
    other = {
        **dict.fromkeys(
            ("pytest.ini", "pyproject.toml", "setup.cfg", "kit.pth", "numpy.so", "numpy.pyc"), b""
        ),
        **dict.fromkeys(("photo.png", "my-notes.py", "notes.txt", "more parts/x.py", "a\uff0fb.py"), b""),
    }

    submission = read(make(FILES | own | kit | other))

    assert submission.problem is None
    assert submission.files == FILES | own
    assert submission.notices == ()


@pytest.mark.parametrize(
    "name",
    [
        "random.py",
        "_socket.py",
        "encodings/__init__.py",
        "numpy.py",
        "numpy/__init__.py",
        "keras.py",
        "tensorflow/x.py",
        "grading.py",
        "helpers/__init__.py",
        "helpers/cli.py",
        "convolution/__init__.py",
    ],
)
def test_a_module_in_the_place_of_another_is_left_out_with_a_notice(make: Make, name: str) -> None:
    submission = read(make(FILES | {name: b""}))

    assert submission.files == FILES
    module = name.split("/")[0].removesuffix(".py")
    assert submission.notices == (f"{name} was left out: it would take the place of the real {module}.",)


def test_no_submission_fills_the_screen_with_notices(make: Make) -> None:
    submission = read(make(FILES | {f"numpy/m{number}.py": b"" for number in range(50)}))

    assert submission.files == FILES
    assert len(submission.notices) == 10
    assert submission.notices[-1] == "41 more notices of such a kind are not shown."


def test_a_module_is_known_by_the_name_that_python_looks_for(make: Make) -> None:
    wide, apart, joined = "\uff4e\uff55\uff4d\uff50\uff59.py", "gro\u0308\xdfe.py", "gr\xf6\xdfe.py"

    submission = read(make(FILES | {wide: b"", apart: b"apart"}))

    assert submission.files == FILES | {joined: b"apart"}
    assert submission.notices == ("numpy.py was left out: it would take the place of the real numpy.",)


def test_of_two_names_of_a_module_the_exact_one_counts(make: Make) -> None:
    submission = read(make(FILES | {"gro\u0308\xdfe.py": b"apart", "gr\xf6\xdfe.py": b"joined"}))

    assert submission.files == FILES | {"gr\xf6\xdfe.py": b"joined"}


@pytest.mark.parametrize("prefix", ["exercises/", "Exercises/", "anna's work/", "kit-1.0/exercises/"])
def test_one_folder_around_the_files_is_looked_through(make: Make, prefix: str) -> None:
    files = {f"{prefix}{name}": content for name, content in (FILES | {"parts/pad.py": b""}).items()}
    beside = {
        "README.md": b"",
        f"{prefix.split('/')[0]}/pyproject.toml": b"",
        "__MACOSX/convolution.py": b"x",
    }

    submission = read(make(files | beside))

    assert submission.problem is None
    assert submission.files == FILES | {"parts/pad.py": b""}


def test_the_fullest_place_counts_and_the_others_are_reported(
    make: Make,
) -> None:
    files = {f"exercises/{name}": content for name, content in FILES.items()}

    submission = read(make(files | {"convolution.py": b"old", "backup/pooling.py": b"older"}))

    assert submission.files == FILES
    assert submission.notices == (
        "exercise files in the top folder were left out: those in exercises/ count.",
        "exercise files in backup/ were left out: those in exercises/ count.",
    )


def test_two_folders_of_equal_rank_are_not_guessed_at(make: Make) -> None:
    problem = problem_of(make({"first/convolution.py": CODE, "second/convolution.py": CODE}))

    assert problem.startswith("Both first/ and second/ hold exercise files")


def test_a_name_in_another_case_is_taken_where_it_is_the_only_one(
    make: Make,
) -> None:
    files = {
        "Convolution.py": b"1",
        "POOLING.PY": b"2",
        "Pooling.py": b"3",
        "model.py": b"4",
        "Model.py": b"5",
    }

    submission = read(make(files))

    assert submission.files["convolution.py"] == b"1"
    assert "pooling.py" not in submission.files
    assert submission.files["model.py"] == b"4"


@pytest.mark.parametrize(
    ("files", "held"),
    [
        ({}, "holds nothing."),
        ({".git/config": b"", "__pycache__/convolution.py": b""}, "holds nothing."),
        ({"a/b/c/convolution.py": b""}, "holds a/b/c/convolution.py."),
        ({"work.zip": b"PK"}, "holds work.zip. An archive inside is not opened."),
        ({f"{number}.txt": b"" for number in range(6)}, "holds 0.txt, 1.txt, 2.txt, 3.txt, 4.txt ...."),
    ],
)
def test_nothing_in_it(make: Make, tmp_path: Path, files: dict[str, bytes], held: str) -> None:
    (tmp_path / "anna").mkdir(exist_ok=True)

    problem = problem_of(make(files))

    assert problem.startswith(f"There is no exercise file in the submission: it {held}")
    assert "Expected convolution.py, pooling.py, model.py" in problem
    assert "or answers.md at its top, in `exercises`" in problem


def test_bytes_come_as_they_are(make: Make) -> None:
    content = b"\xef\xbb\xbf# \xff\xfe\r\n\0"

    assert read(make({"convolution.py": content})).files == {"convolution.py": content}


def test_a_folder_and_its_zip_have_one_digest(tmp_path: Path) -> None:
    folder = make_folder(tmp_path / "anna", FILES | {"photo.png": b"1"})
    archive = make_zip(tmp_path / "anna.zip", dict(reversed(FILES.items())))

    assert read(folder).digest == read(archive).digest


def test_the_digest_changes_with_names_and_bytes(tmp_path: Path) -> None:
    variants = [
        {"convolution.py": b"ab", "tools.py": b"c"},
        {"convolution.py": b"a", "tools.py": b"bc"},
        # Strung together, the next two are the same.
        {"convolution.py": b"a", "d.py": b"c"},
        {"convolution.py": b"ad.pyc"},
        {"photo.png": b""},
        {},
    ]

    digests = {
        read(make_zip(tmp_path / f"{number}.zip", files)).digest for number, files in enumerate(variants)
    }

    assert len(digests) == len(variants)


def test_a_submission_at_the_limits_is_read(make: Make) -> None:
    counted = FILES | {"photo.png": b"x" * 900}
    not_counted = {".venv/big": b"x" * 500, "exercises/.git/objects": b"x" * 500}
    size = sum(map(len, counted.values()))
    path = make(counted | not_counted)

    assert read(path, Limits(max_bytes=size, max_files=4)).files == FILES
    assert read(path, Limits(max_bytes=size - 1, max_files=4)).problem is not None


def test_every_file_counts_against_the_limits(make: Make) -> None:
    path = make(FILES | {"data/photo.png": b"x" * 3_000_000})

    assert "more than 2.5 MB unpacked" in problem_of(path, Limits(max_bytes=2_500_000))
    assert "more than 3 files" in problem_of(path, Limits(max_files=3))


def test_a_sparse_giant_is_refused_unread(tmp_path: Path) -> None:
    folder = make_folder(tmp_path / "anna", FILES)
    with (folder / "convolution.py").open("wb") as stream:
        stream.truncate(1 << 40)

    assert "more than 20 MB" in problem_of(folder)


def test_folders_without_end_are_refused(tmp_path: Path) -> None:
    make_folder(tmp_path / "anna", FILES | {"/".join("a" * 30) + "/x.txt": b""})

    assert "nested more than 20 deep" in problem_of(tmp_path / "anna")


def test_links_and_special_files_count_as_absent(tmp_path: Path) -> None:
    secret = make_folder(tmp_path / "outside", FILES | {"parts/secret.py": b"secret"})
    folder = make_folder(tmp_path / "anna", {"pooling.py": b"mine"})
    (folder / "convolution.py").symlink_to(secret / "convolution.py")
    (folder / "parts").symlink_to(secret / "parts")
    (folder / "exercises").symlink_to(secret)
    os.mkfifo(folder / "model.py")
    os.mkfifo(folder / "pipe.py")
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(str(folder / "training.py"))

        submission = read(folder)

    assert submission.files == {"pooling.py": b"mine"}


@pytest.mark.parametrize("name", ["anna", "anna.zip"])
def test_an_entry_that_is_a_link_is_invalid(tmp_path: Path, name: str) -> None:
    make_folder(tmp_path / "outside", FILES)
    make_zip(tmp_path / "outside.zip", FILES)
    (tmp_path / "class").mkdir()
    (tmp_path / "class" / name).symlink_to(tmp_path / name.replace("anna", "outside"))

    entries, _ = find_entries(tmp_path / "class")

    assert [entry.student for entry in entries] == ["anna"]
    assert "is a link, and links are not followed" in problem_of(entries[0].path)


@pytest.mark.parametrize("name", ["anna", "anna.py", "exercises"])
def test_a_link_that_leads_round_in_a_circle_is_invalid(tmp_path: Path, name: str) -> None:
    (tmp_path / name).symlink_to(name)

    assert "is a link" in problem_of(find_entries(tmp_path)[0][0].path)


@pytest.mark.parametrize("name", ["anna", "anna.zip", "anna.rar"])
def test_an_entry_that_is_a_pipe_is_invalid(tmp_path: Path, name: str) -> None:
    os.mkfifo(tmp_path / name)

    assert "neither a folder nor a file" in problem_of(find_entries(tmp_path)[0][0].path)


@pytest.mark.parametrize("name", ["anna.rar", "anna.tar.gz", "anna.py"])
def test_other_kinds_are_invalid_with_their_reason(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(b"Rar!")

    problem = problem_of(tmp_path / name)

    assert problem.startswith(f"The submission is a {Path(name).suffix} file, which can't be graded.")
    assert "Hand in a .zip of your exercises folder." in problem


def test_an_entry_that_is_gone_is_not_the_learners_fault(tmp_path: Path) -> None:
    make_folder(tmp_path / "anna", FILES)
    entries, _ = find_entries(tmp_path)
    shutil.rmtree(tmp_path / "anna")

    submission = read_submission(entries[0])
    assert "can't be read (No such file or directory)" in str(submission.problem)
    assert submission.out_of_reach


@pytest.mark.parametrize("locked", [".", "exercises", "exercises/convolution.py"])
def test_what_may_not_be_read_is_not_the_learners_fault(locked: str) -> None:
    # As root, every permission is granted: the reading has to be done as somebody else.
    with tempfile.TemporaryDirectory() as name:
        Path(name).chmod(0o755)
        folder = make_folder(Path(name) / "anna", {"exercises/convolution.py": CODE})
        mode = (folder / locked).stat().st_mode
        (folder / locked).chmod(0)
        before = os.geteuid()
        if before == 0:
            os.seteuid(65534)
        try:
            submission = read_submission(Entry("anna", folder))
        finally:
            os.seteuid(before)
            (folder / locked).chmod(mode)

    shown = "The folder" if locked == "." else locked
    assert str(submission.problem).startswith(
        f"{shown} can't be read (Permission denied). Check its permissions"
    )
    assert submission.out_of_reach


def test_reading_writes_nothing(tmp_path: Path) -> None:
    make_folder(tmp_path / "anna", FILES)
    make_zip(tmp_path / "ben.zip", FILES)

    def state() -> list[tuple[str, int, int]]:
        return sorted(
            (str(path), path.stat().st_mtime_ns, path.stat().st_size) for path in tmp_path.rglob("*")
        )

    before = state()

    for entry in find_entries(tmp_path)[0]:
        read_submission(entry)

    assert state() == before
