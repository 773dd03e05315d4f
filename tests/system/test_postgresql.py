"""The gradebook in PostgreSQL: a server of the test's own, on loopback."""

import os
import shutil
import socket
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from grading.assignment.notebook import FILE_NAME
from grading.course import course_root
from grading.decisions import Decisions
from helpers.cli import main
from tests.grading.gradebook.conftest import GRADES, make_result, write_results

# The server refuses to be root.
BECOMING = ("setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups") if os.getuid() == 0 else ()


@pytest.fixture(scope="module")
def url() -> Iterator[str]:
    """An empty database; the server and its files are gone in the end."""
    programs = max(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: float(path.parent.name))
    place = Path(subprocess.check_output([*BECOMING, "mktemp", "--directory"], text=True).strip())
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    options = f"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={place} -c fsync=off"
    control = [*BECOMING, str(programs / "pg_ctl"), "-D", str(place / "data"), "-w"]
    try:
        trust = ["-U", "kit", "--auth=trust", "--encoding=UTF8", "--no-sync"]
        _run(*BECOMING, str(programs / "initdb"), "-D", str(place / "data"), *trust)
        _run(*control, "-o", options, "-l", str(place / "log"), "start")
        try:
            yield f"postgresql://kit@127.0.0.1:{port}/postgres"
        finally:
            _run(*control, "-m", "immediate", "stop")
    finally:
        shutil.rmtree(place)


def _run(*command: str) -> None:
    # Not captured: the server would inherit the pipe, and its end would be waited for.
    subprocess.run(command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, cwd="/", check=True)


def rows(url: str, query: str) -> list[tuple[object, ...]]:
    engine = create_engine(url.replace("postgresql:", "postgresql+psycopg:"))
    with engine.begin() as connection:
        result = connection.execute(text(query))
        found = [tuple(row) for row in result] if result.returns_rows else []
    engine.dispose()
    return found


def test_postgresql_holds_the_gradebook(url: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    course = tmp_path / "course"
    (course / "source" / "cnn").mkdir(parents=True)
    shutil.copy(course_root() / "solutions" / FILE_NAME, course / "source" / "cnn")
    ann = make_result("ann", lost={"relu_b": "a NUL \0 and \ud800"}, unsure=("max_pooling",))
    results = write_results(tmp_path / "results", ann, make_result("müller"))
    export = ["export", "nbgrader", str(results), "--course", str(course), "--db", url]
    assert main(export) == 0, capsys.readouterr().err

    grades = {(row[0], row[1]): row[2:] for row in rows(url, GRADES)}
    assert grades["ann", "test_relu"] == (1, None, None, False)
    assert grades["ann", "max_pooling"] == (10, None, None, True)
    assert sum(row[0] for (student, _), row in grades.items() if student == "müller") == 100  # type: ignore[misc]

    of_ann = """notebook_id IN (SELECT n.id FROM submitted_notebook n JOIN submitted_assignment a
        ON n.assignment_id = a.id WHERE a.student_id = 'ann')
        AND cell_id IN (SELECT id FROM base_cell WHERE name = 'max_pooling')"""
    rows(url, f"UPDATE grade SET manual_score = 7, needs_manual_grade = FALSE WHERE {of_ann}")
    rows(url, f"UPDATE comment SET manual_comment = 'Well said.' WHERE {of_ann}")
    before = sorted(rows(url, GRADES), key=repr)
    assert main(export) == 0
    assert sorted(rows(url, GRADES), key=repr) == before

    assert main(["review", str(results), "--db", url]) == 0
    (decision,) = Decisions.of_results(results).all()
    assert (decision.student, decision.of, decision.points, decision.reason) == (
        "ann",
        "max_pooling",
        7,
        "Well said.",
    )


def test_a_server_that_refuses_is_said(url: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    results = write_results(tmp_path / "results", make_result("ann"))
    nowhere = url.replace("/postgres", "/nowhere").replace("kit@", "kit:secret@")
    assert main(["export", "nbgrader", str(results), "--db", nowhere]) == 2
    said = capsys.readouterr().err
    assert 'database "nowhere" does not exist' in said
    assert "secret" not in said
