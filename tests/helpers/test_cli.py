"""`kit` greets, takes in the commands of what is installed, and survives a broken one."""

import argparse
from importlib.metadata import EntryPoint, EntryPoints

import pytest

from helpers import cli


def greet(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    subparsers.add_parser("greet").set_defaults(run=lambda _: 7)


@pytest.fixture
def installed(monkeypatch: pytest.MonkeyPatch) -> list[EntryPoint]:
    """The entry points of a pretended installation; one good, until a test adds others."""
    points = [EntryPoint("good", f"{__name__}:greet", "kit.commands")]
    monkeypatch.setattr(cli, "entry_points", lambda group: EntryPoints(points).select(group=group))
    return points


def test_without_a_command_it_says_what_to_do(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main([]) == 0
    assert "pytest exercises/" in capsys.readouterr().out


def test_version(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit, match="0"):
        cli.main(["--version"])
    assert capsys.readouterr().out.startswith("kit 0.")


@pytest.mark.usefixtures("installed")
def test_an_installed_command_runs_and_gives_the_exit_code() -> None:
    assert cli.main(["greet"]) == 7


def test_a_broken_entry_point_is_one_line_and_the_others_work(
    installed: list[EntryPoint], capsys: pytest.CaptureFixture[str]
) -> None:
    installed.insert(0, EntryPoint("broken", "no_such_module:commands", "kit.commands"))

    assert cli.main(["greet"]) == 7
    said = capsys.readouterr().err
    assert said.startswith("kit: the commands of 'broken' are not available (ModuleNotFoundError")
    assert said.count("\n") == 1


@pytest.mark.usefixtures("installed")
def test_an_unknown_command_is_a_usage_error(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit, match="2"):
        cli.main(["dance"])
    assert "invalid choice: 'dance'" in capsys.readouterr().err
