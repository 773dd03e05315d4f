"""Only NumPy, the standard library and own modules can be imported, and the refusal says so."""

import importlib
import subprocess
import sys
from pathlib import Path

import pytest

from helpers.numpy_only import NumpyOnlyFinder, numpy_only, refusal


@pytest.mark.parametrize(
    "module", ["scipy", "tensorflow.keras", "PIL", "solutions", "grading.build", "pytest"]
)
def test_other_modules_are_refused(module: str) -> None:
    with pytest.raises(ImportError, match="NumPy only"):
        NumpyOnlyFinder([]).find_spec(module)


@pytest.mark.parametrize("module", ["numpy.linalg", "math", "collections.abc", "helpers", "mine", "__main__"])
def test_numpy_library_and_own_modules_are_allowed(module: str) -> None:
    assert NumpyOnlyFinder(["mine"]).find_spec(module) is None


def test_refusal_names_the_module_and_what_may_be_used() -> None:
    assert refusal("scipy") == (
        "this exercise is NumPy only: 'scipy' can't be imported here. "
        "You may import numpy, Python's standard library, helpers and your own modules"
    )


def test_a_module_that_is_loaded_already_does_not_sneak_through() -> None:
    with numpy_only([]), pytest.raises(ImportError, match="'pytest' can't be imported"):
        importlib.import_module("pytest")


def test_afterwards_everything_is_as_before() -> None:
    finders, modules = list(sys.meta_path), dict(sys.modules)

    with numpy_only([]):
        pass

    assert sys.meta_path == finders
    assert sys.modules == modules


def test_every_part_of_numpy_still_works(tmp_path: Path) -> None:
    program = tmp_path / "program.py"
    program.write_text(
        "from helpers.numpy_only import numpy_only\n"
        "with numpy_only([]):\n"
        "    import numpy as np, numpy.fft, numpy.linalg, numpy.random, numpy.testing\n"
        "    np.random.default_rng(0).normal(size=3)\n"
        "    np.testing.assert_array_equal(np.linalg.inv(np.eye(2)), np.eye(2))\n"
    )

    run = subprocess.run([sys.executable, program], capture_output=True, text=True, check=False)

    assert run.returncode == 0, run.stderr
