"""Hidden tests see a submission only through the judge's plugin."""

pytest_plugins = ["grading.grader_plugin"]
