"""On PostgreSQL a deleted row lies in its table until it is vacuumed; the service sees to that after each erasure."""

import pytest

from bot.storage import conversations
from bot.storage.database import Database
from tests import databases
from tests.storage.conftest import conversation, text

WORDS = "motjamaisdit"
PAGES = "generate_series(0, pg_relation_size('messages') / 8192 - 1) AS page"
VERSIONS = "heap_page_items(get_raw_page('messages', page::int))"


def versions_with(database: Database, words: str) -> int:
    """How many versions of rows, deleted ones too, the table's pages hold with these words."""
    with databases.outside(database.engine.url.render_as_string(hide_password=False)) as connection:
        databases.run(connection, "CREATE EXTENSION IF NOT EXISTS pageinspect")
        query = f"SELECT count(*) FROM {PAGES}, {VERSIONS} WHERE position(?::bytea in t_data) > 0"
        [(count,)] = databases.run(connection, query, words.encode())
    return int(str(count))


@pytest.mark.parametrize("url", ["postgresql"], indirect=True)
async def test_no_version_of_an_erased_row_is_left_in_its_table(database: Database) -> None:
    with database.write() as session:
        text(session, conversation(session, "c"), WORDS)
        text(session, conversation(session, "other"), "autre")
    with database.write() as session:
        conversations.erase(session, "c")
    assert versions_with(database, WORDS) == 1
    await database.forget_erased()
    assert versions_with(database, WORDS) == 0
    assert versions_with(database, "autre") == 1


@pytest.mark.parametrize("url", ["postgresql"], indirect=True)
async def test_a_reader_puts_it_off_and_nothing_waits_for_it(database: Database) -> None:
    with database.write() as session:
        text(session, conversation(session, "c"), WORDS)
    with database.read() as reader:
        assert conversations.find(reader, "c") is not None
        with database.write() as session:
            conversations.erase(session, "c")
        await database.forget_erased()
        assert versions_with(database, WORDS) == 1
    await database.forget_erased()
    assert versions_with(database, WORDS) == 0
