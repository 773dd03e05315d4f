"""Brings in what the checks use: your modules, the numbers of each check and the score card."""

pytest_plugins = ["helpers.plugin", "helpers.fixtures"]
