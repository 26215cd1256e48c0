"""What lies in a running consultation's folder, and a hand on its database from outside."""

import sqlite3
from collections.abc import Iterable
from contextlib import closing

from tests.stack import Stack

ENCODINGS = ("utf-8", "utf-16-le", "utf-16-be")


def change(stack: Stack, statement: str, *parameters: object) -> None:
    """Runs one statement beside the service, as nobody but a test does."""
    with closing(sqlite3.connect(stack.database, timeout=30)) as connection, connection:
        connection.execute(statement, parameters)


def found_in_files(stack: Stack, words: Iterable[str]) -> set[tuple[str, str]]:
    """Which of the words which file under the stack's folder holds: database, WAL, logs, anything."""
    wanted = [(word, word.encode(encoding)) for word in words for encoding in ENCODINGS]
    found = set()
    for path in stack.folder.rglob("*"):
        if path.is_file():
            held = path.read_bytes()
            found |= {(path.name, word) for word, written in wanted if written in held}
    return found


def found_in_tables(stack: Stack, words: Iterable[str]) -> set[tuple[str, str]]:
    """Which of the words which table holds, in any column of any row."""
    tables = [str(name) for (name,) in stack.rows("SELECT name FROM sqlite_master WHERE type = 'table'")]
    rows = {table: repr(stack.rows(f"SELECT * FROM {table}")) for table in tables}
    return {(table, word) for word in words for table, held in rows.items() if word in held}
