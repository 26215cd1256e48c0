"""A database without an engine, for what is tested below a whole conversation."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.storage import schema
from bot.storage.database import Database


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    opened = Database(f"sqlite:///{tmp_path}/conversations.sqlite3")
    schema.upgrade(opened.engine)
    yield opened
    opened.close()
