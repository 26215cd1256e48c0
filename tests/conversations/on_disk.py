"""What a running consultation holds: in its folder, in its database's tables."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from sqlalchemy import inspect

from tests import databases, postgres
from tests.stack import Stack

ENCODINGS = ("utf-8", "utf-16-le", "utf-16-be")


def found_in_files(stack: Stack, words: Iterable[str]) -> set[tuple[str, str]]:
    """Which of the words which file under the stack's folder holds: SQLite's file and WAL, logs, anything.

    PostgreSQL's own files are another matter (docs/data-protection.md); its log is looked through.
    """
    wanted = [(word, word.encode(encoding)) for word in words for encoding in ENCODINGS]
    found = set()
    for path in _files(stack):
        held = path.read_bytes()
        found |= {(path.name, word) for word, written in wanted if written in held}
    return found


def _files(stack: Stack) -> Iterator[Path]:
    yield from (path for path in stack.folder.rglob("*") if path.is_file())
    if databases.KIND == "postgresql":
        yield postgres.server().log


def found_in_tables(stack: Stack, words: Iterable[str]) -> set[tuple[str, str]]:
    """Which of the words which table holds, in any column of any row."""
    with databases.outside(stack.database_url) as connection:
        tables = inspect(connection).get_table_names()
        rows = {table: repr(databases.run(connection, f"SELECT * FROM {table}")) for table in tables}
    return {(table, word) for word in words for table, held in rows.items() if word in held}
