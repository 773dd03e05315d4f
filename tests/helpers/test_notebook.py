"""`check("relu")` in a notebook: the visible checks run on the functions of its cells."""

import builtins
import shutil
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest

from helpers.notebook import ChecksNotPassedError, check

ROOT = Path(__file__).resolve().parents[2]
RELU = "import numpy as np\ndef relu(x):\n    return np.maximum(x, 0)"


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """A folder with the checks, and a kernel that has run some cells there."""
    shutil.copytree(ROOT / "exercises", tmp_path / "checks", ignore=shutil.ignore_patterns("__pycache__"))
    monkeypatch.chdir(tmp_path)

    def has_run(*sources: str) -> None:
        history = SimpleNamespace(input_hist_raw=["", *sources])
        shell = SimpleNamespace(history_manager=history)
        monkeypatch.setattr(builtins, "get_ipython", lambda: shell, raising=False)

    return has_run


def test_a_right_function_passes_all_of_its_checks_and_no_others(
    run: Callable[..., None], capsys: pytest.CaptureFixture[str]
) -> None:
    run(RELU, 'check("relu")')

    check("relu")

    assert capsys.readouterr().out == "relu: 2 of 2 checks\n"


def test_a_wrong_one_is_told_what_is_wrong_in_the_words_of_the_score_card(
    run: Callable[..., None], capsys: pytest.CaptureFixture[str]
) -> None:
    run("def relu(x):\n    print('seen', x.shape)\n    x[x < 0] = 0\n    return x")

    with pytest.raises(ChecksNotPassedError, match="relu does not pass all of its checks yet") as raised:
        check("relu", hints=2)

    said = capsys.readouterr().out
    assert "changed its argument: x now is" in said
    assert "seen (4,)" in said
    assert said.endswith("relu: 1 of 2 checks\n")
    assert raised.value._render_traceback_() == [str(raised.value)]


def test_an_idea_that_went_wrong_is_named_with_as_many_hints_as_asked_for(
    run: Callable[..., None], capsys: pytest.CaptureFixture[str]
) -> None:
    run("import numpy as np\ndef relu(x):\n    return np.abs(x)")

    for hints in (1, 3):
        with pytest.raises(ChecksNotPassedError):
            check("relu", hints=hints)
        said = capsys.readouterr().out
        assert "It answers like code that believes:" in said
        assert ("Hint 3" in said) == (hints == 3)
        assert ('check("relu", hints=2)' in said) == (hints == 1)


@pytest.mark.parametrize("stub", ["raise NotImplementedError()", "raise NotImplementedError('relu: later')"])
def test_a_stub_is_not_written_yet(
    stub: str, run: Callable[..., None], capsys: pytest.CaptureFixture[str]
) -> None:
    run(f"def relu(x):\n    # YOUR CODE HERE\n    {stub}")

    with pytest.raises(ChecksNotPassedError):
        check("relu")

    assert "Not written yet: raise NotImplementedError is still in your notebook." in capsys.readouterr().out


def test_an_error_names_the_learners_line_and_no_file_that_is_not_theirs(
    run: Callable[..., None], capsys: pytest.CaptureFixture[str]
) -> None:
    run("def relu(x):\n    return x.rectified()")

    with pytest.raises(ChecksNotPassedError):
        check("relu")

    said = capsys.readouterr().out
    assert "return x.rectified()" in said
    assert "convolution.py" not in said
    assert "in your notebook" in said


def test_an_endless_loop_is_stopped(
    run: Callable[..., None], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    settings = tmp_path / "checks" / "pytest.ini"
    settings.write_text(
        settings.read_text("utf-8").replace("check_seconds = 10", "check_seconds = 1"), "utf-8"
    )
    run("def relu(x):\n    while True:\n        pass")

    with pytest.raises(ChecksNotPassedError):
        check("relu")

    assert "relu took longer than 1 s and was stopped" in capsys.readouterr().out


def test_modules_beside_the_notebook_can_be_imported(run: Callable[..., None], tmp_path: Path) -> None:
    (tmp_path / "mine.py").write_text("import numpy as np\npositive = lambda x: np.maximum(x, 0)\n", "utf-8")
    run("from mine import positive\ndef relu(x):\n    return positive(x)")

    check("relu")


def test_the_rule_of_numpy_alone_holds(run: Callable[..., None], capsys: pytest.CaptureFixture[str]) -> None:
    run("import scipy\ndef relu(x):\n    return scipy.relu(x)")

    with pytest.raises(ChecksNotPassedError):
        check("relu")

    assert "scipy" in capsys.readouterr().out


def test_what_can_not_be_checked_is_said(run: Callable[..., None], tmp_path: Path) -> None:
    run(RELU)
    with pytest.raises(ChecksNotPassedError, match=r"no checks for 'rleu'.*convolve, relu"):
        check("rleu")
    with pytest.raises(ChecksNotPassedError, match="hints is 1, 2 or 3, and not 7"):
        check("relu", hints=7)
    with pytest.raises(ChecksNotPassedError, match=r"max_pool is not there yet\. Run the cell"):
        check("max_pool")
    shutil.rmtree(tmp_path / "checks")
    with pytest.raises(ChecksNotPassedError, match="expected checks/ beside this notebook"):
        check("relu")


def test_checks_wait_while_nbgrader_grades_and_run_while_it_validates(
    run: Callable[..., None], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    run("def relu(x):\n    return None")
    monkeypatch.setenv("NBGRADER_EXECUTION", "autograde")
    check("relu")
    assert capsys.readouterr().out == "Not run while the notebook is graded: the hidden tests say more.\n"
    monkeypatch.setenv("NBGRADER_EXECUTION", "validate")
    with pytest.raises(ChecksNotPassedError):
        check("relu")


def test_without_a_notebook_it_says_what_to_do_instead(run: Callable[..., None]) -> None:  # noqa: ARG001
    with pytest.raises(ChecksNotPassedError, match="With files, run `pytest exercises/`"):
        check("relu")
