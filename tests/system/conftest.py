"""What the system tests share: what could not run is said, with the reason."""

import pytest


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """List what could not run on this machine, and why."""
    skipped = terminalreporter.stats.get("skipped", [])
    terminalreporter.section("what did not run here")
    for report in skipped:
        terminalreporter.write_line(f"{report.nodeid}: {report.longrepr[2].removeprefix('Skipped: ')}")
    if not skipped:
        terminalreporter.write_line("Everything ran.")
