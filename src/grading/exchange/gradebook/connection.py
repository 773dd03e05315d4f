"""Opens a gradebook, and keeps what belongs together in one transaction."""

import logging
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from grading.unusable import Unusable

_INSTALL = (
    "nbgrader is not installed here. Install the kit with its extra: "
    "pip install 'cnn-exercise-kit[nbgrader]'."
)


def require_nbgrader() -> None:
    """The extra that all of this needs.

    Raises:
        Unusable: nbgrader is not installed.
    """
    try:
        import nbgrader  # noqa: F401
    except ImportError:
        raise Unusable(_INSTALL) from None


@contextmanager
def opened(url: str, course_id: str, create: bool = True) -> Iterator[Any]:
    """A gradebook, for as long as it is needed.

    Args:
        url: where it is, as SQLAlchemy writes it. For `postgresql://`, psycopg 3 is taken.
        course_id: the course that the assignments belong to.
        create: whether to make its tables where they are missing, as nbgrader does.

    Yields:
        An `nbgrader.api.Gradebook`.

    Raises:
        Unusable: it can't be reached, is locked, or is none.
    """
    require_nbgrader()
    from nbgrader.api import Gradebook
    from sqlalchemy import event
    from sqlalchemy.engine import make_url
    from sqlalchemy.exc import ArgumentError, SQLAlchemyError

    try:
        where = make_url(url)
    except ArgumentError:
        raise Unusable(
            f"{url!r} is no address of a database. Expected one such as "
            f"sqlite:////courses/cnn/gradebook.db or postgresql://user:password@host/name."
        ) from None
    if where.drivername == "postgresql":
        where = where.set(drivername="postgresql+psycopg")
    if not create and where.get_backend_name() == "sqlite" and not Path(where.database or "").is_file():
        raise Unusable(f"There is no gradebook {where.database}. Export results into it first.")
    said = where.render_as_string(hide_password=True)
    try:
        with _quiet(), _own_programs():
            gradebook = Gradebook(where.render_as_string(hide_password=False), course_id)
            if where.get_backend_name() == "sqlite":
                # Otherwise SQLite begins a transaction at its first change, and what was read before may be
                # old by then. https://docs.sqlalchemy.org/en/20/dialects/sqlite.html, "Serializable
                # isolation"
                event.listen(gradebook.engine, "connect", _leave_transactions_to_us)
                event.listen(gradebook.engine, "begin", _begin_with_the_lock)
            gradebook.engine.dispose()
            try:
                yield gradebook
            finally:
                gradebook.close()
    except ModuleNotFoundError as error:
        raise Unusable(
            f"{said} needs the Python package {error.name}, which is not installed. For PostgreSQL, install "
            "the kit with its extra: pip install 'cnn-exercise-kit[postgresql]'."
        ) from error
    except SQLAlchemyError as error:
        raise Unusable(_explained(said, error)) from error


@contextmanager
def transaction(gradebook: Any) -> Iterator[Any]:
    """All or nothing: the gradebook's own methods commit after each step, and here that waits for the end.

    Args:
        gradebook: as `opened` gave it.

    Yields:
        Its session.
    """
    session = gradebook.db
    with gradebook.engine.connect() as connection, connection.begin():
        session.remove()
        session.configure(bind=connection, join_transaction_mode="rollback_only")
        try:
            yield session
            session.commit()
        finally:
            session.remove()
            session.configure(bind=gradebook.engine, join_transaction_mode="conditional_savepoint")


def _leave_transactions_to_us(connection: Any, _: Any) -> None:
    connection.isolation_level = None


def _begin_with_the_lock(connection: Any) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE")


@contextmanager
def _quiet() -> Iterator[None]:
    """Without nbgrader's logging: what goes wrong is said in the kit's own words."""
    logger = logging.getLogger("tornado.application")
    disabled, logger.disabled = logger.disabled, True
    try:
        yield
    finally:
        logger.disabled = disabled


@contextmanager
def _own_programs() -> Iterator[None]:
    """For a new gradebook nbgrader calls `alembic`, which lies beside this Python, perhaps not on PATH."""
    path = os.environ.get("PATH", "")
    os.environ["PATH"] = os.pathsep.join([str(Path(sys.executable).parent), path])
    try:
        yield
    finally:
        os.environ["PATH"] = path


def _explained(where: str, error: Exception) -> str:
    said = str(getattr(error, "orig", None) or error).strip().splitlines()
    reason = said[0] if said else type(error).__name__
    if "locked" in reason:
        return (
            f"The gradebook {where} is locked by another program (an nbgrader command that runs, say). "
            f"Nothing of the learner at hand was written. Wait for it to end, then give the same command "
            f"again."
        )
    if "no such column" in reason or "no such table" in reason or "does not exist" in reason:
        return (
            f"The gradebook {where} is of another version of nbgrader, or none at all ({reason}). Bring "
            f"it up to date with `nbgrader db upgrade`, then give the same command again."
        )
    return (
        f"The gradebook {where} can't be used ({reason}). Expected the address of a database that runs "
        f"and lets you in. Check it, then give the same command again."
    )
