"""A notebook among, or in place of, exercise files."""

import json
from pathlib import Path

from grading.course import course_root
from grading.intake import Entry, Submission, find_entries, read_submission
from tests.handed_in import POOLING, make_folder, make_zip

STUB = (course_root() / "exercises" / "pooling.py").read_bytes()
ANSWERS = (course_root() / "exercises" / "answers.md").read_bytes()


def notebook(*sources: str) -> bytes:
    cells = [{"cell_type": "code", "metadata": {}, "source": source, "outputs": []} for source in sources]
    return json.dumps({"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5}).encode()


POOL = notebook("def max_pool(images, pool_size=2, stride=None):\n    return 'from the notebook'")


def read(tmp_path: Path, files: dict[str, bytes]) -> Submission:
    return read_submission(Entry("anna", make_folder(tmp_path / "anna", files)))


def test_a_notebook_is_a_submission(tmp_path: Path) -> None:
    make_folder(tmp_path / "class", {"anna.ipynb": POOL, "ben/work/cnn.ipynb": POOL})
    make_zip(tmp_path / "class" / "carl.zip", {"cnn.ipynb": POOL})

    entries, _ = find_entries(tmp_path / "class")

    assert [entry.student for entry in entries] == ["anna", "ben", "carl"]
    for entry in entries:
        assert b"from the notebook" in read_submission(entry).files["pooling.py"]


def test_a_file_that_was_begun_counts_and_a_stub_gives_way(tmp_path: Path) -> None:
    begun = read(tmp_path / "begun", {"pooling.py": POOLING, "cnn.ipynb": POOL})
    untouched = read(tmp_path / "untouched", {"pooling.py": STUB, "answers.md": ANSWERS, "cnn.ipynb": POOL})
    other = read(tmp_path / "other", {"model.py": b"m = 1\n", "cnn.ipynb": POOL})

    assert begun.files == {"pooling.py": POOLING}
    assert begun.notices == ("From cnn.ipynb not taken, since files of it were begun: pooling.py.",)
    assert b"from the notebook" in untouched.files["pooling.py"]
    assert untouched.files["answers.md"] == ANSWERS
    assert untouched.notices == ("From cnn.ipynb taken, since no files of it were begun: pooling.py.",)
    assert sorted(other.files) == ["model.py", "pooling.py"]


def test_a_notebook_that_can_not_be_read_costs_no_file_beside_it(tmp_path: Path) -> None:
    beside = read(tmp_path / "beside", {"pooling.py": POOLING, "cnn.ipynb": b"{"})
    alone = read(tmp_path / "alone", {"tools.py": b"", "cnn.ipynb": b"{"})

    assert beside.files == {"pooling.py": POOLING}
    assert beside.notices[0].startswith("cnn.ipynb was left out. The notebook can't be read")
    assert str(alone.problem).startswith("The notebook can't be read")


def test_of_several_notebooks_the_original_counts(tmp_path: Path) -> None:
    submission = read(tmp_path, {"cnn (1).ipynb": notebook("def relu(x):\n    return x"), "cnn.ipynb": POOL})

    assert list(submission.files) == ["pooling.py"]
    assert "cnn (1).ipynb was left out: cnn.ipynb is the notebook that counts." in submission.notices
