"""Hidden tests see a submission only through the judge's plugin."""

import sys
from pathlib import Path

# So that hidden tests find solutions/, their reference, and one another, from wherever pytest is started.
sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

pytest_plugins = ["grading.grader_plugin"]
