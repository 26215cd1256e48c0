"""Which database the tests run on (`TEST_DATABASE`: `sqlite` or `postgresql`), and a hand on it from outside."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from hashlib import sha256
from pathlib import Path

from sqlalchemy import Connection, NullPool, create_engine

from tests.postgres import server

KINDS = ("sqlite", "postgresql")
KIND = os.environ.get("TEST_DATABASE") or "sqlite"
# Beside the service: SQLite waits for its lock, PostgreSQL shows times as SQLite stores them.
OUTSIDE = {"sqlite": {"timeout": 30}, "postgresql": {"options": "-c timezone=UTC"}}


def url_in(folder: Path, kind: str = KIND) -> str:
    """The address of the database that belongs to this folder; on PostgreSQL it is made when first asked for."""
    return {"sqlite": _file, "postgresql": _on_the_server}[kind](folder)


def _file(folder: Path) -> str:
    return f"sqlite:///{folder / 'consultation.sqlite3'}"


@cache
def _on_the_server(folder: Path) -> str:
    server().make(_name(folder))
    return server().url(_name(folder))


def _name(folder: Path) -> str:
    return sha256(str(folder).encode()).hexdigest()[:32]


@contextmanager
def made_in(folder: Path, kind: str) -> Iterator[str]:
    """The address of a database that is gone at the end."""
    yield url_in(folder, kind)
    if kind == "postgresql":
        server().drop(_name(folder))


@contextmanager
def outside(url: str) -> Iterator[Connection]:
    """A transaction beside whatever else is at work there."""
    engine = create_engine(url, poolclass=NullPool, connect_args=OUTSIDE[url.partition(":")[0].partition("+")[0]])
    with engine.begin() as connection:
        yield connection
    engine.dispose()


def run(connection: Connection, statement: str, *parameters: object) -> list[tuple[object, ...]]:
    """The rows of one statement; a parameter is written `?` whatever the database."""
    written = statement if connection.dialect.name == "sqlite" else statement.replace("?", "%s")
    result = connection.exec_driver_sql(written, parameters)
    return [tuple(row) for row in result] if result.returns_rows else []
