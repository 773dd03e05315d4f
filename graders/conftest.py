"""Hidden tests see a submission only through the judge's plugin."""

import sys
from pathlib import Path

import pytest

# So that hidden tests find solutions/, their reference, and one another, from wherever pytest is started.
sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from graders.misconceptions import CATALOGUE  # found only now

pytest_plugins = ["grading.grader_plugin"]


def pytest_configure(config: pytest.Config) -> None:
    """Tell the plugin of the misconceptions that tests may name."""
    from grading import grader_plugin  # not before pytest has loaded it as a plugin

    config.stash[grader_plugin.CATALOGUE] = CATALOGUE
