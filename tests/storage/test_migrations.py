"""The migrations: up, down, up again, and saying the same as the models."""

from datetime import UTC, datetime

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import inspect, select, text

from bot.storage import schema
from bot.storage.database import Database
from bot.storage.models import AnswerPart, Base, Message
from tests import databases


def test_migrations_go_up_down_and_up_and_match_the_models(url: str) -> None:
    database = Database(url)
    schema.upgrade(database.engine)
    schema.downgrade(database.engine)
    assert inspect(database.engine).get_table_names() == ["alembic_version"]
    schema.upgrade(database.engine)
    with database.engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), Base.metadata) == []
    database.close()


AT = datetime(2023, 3, 1, tzinfo=UTC)
ROWS = (
    "INSERT INTO conversations (id, channel, rehearsal, lang, created_at, last_at, last_seq, mode, profile_asked, "
    "receipt_offered) VALUES ('c', 'web', false, 'fr', :at, :at, 1, 'menu', false, false)",
    "INSERT INTO messages (conversation_id, seq, id, sender, at, lang, kind, text, attempts) "
    "VALUES ('c', 1, 'm', 'citizen', :at, 'fr', 'info', 'un film', 0)",
    "INSERT INTO answers (id, conversation_id, question, version, lang, state, revision, late, at) "
    "VALUES (1, 'c', 'a.b', 1, 'fr', 'given', 1, false, :at)",
    "INSERT INTO answer_parts (answer_id, conversation_id, seq, since, role) VALUES (1, 'c', 1, 1, 'text')",
)


def test_what_was_stored_before_is_kept(url: str) -> None:
    database = Database(url)
    schema.upgrade(database.engine, "0001")
    with databases.outside(url) as connection:
        for row in ROWS:
            connection.execute(text(row), {"at": "2023-03-01 00:00:00.000000"} if ":at" in row else {})
    schema.upgrade(database.engine)
    with database.read() as session:
        assert [part.at for part in session.scalars(select(AnswerPart))] == [AT]
    schema.downgrade(database.engine, "0001")
    schema.upgrade(database.engine)
    with database.read() as session:
        assert [message.text for message in session.scalars(select(Message))] == ["un film"]
        assert len(session.scalars(select(AnswerPart)).all()) == 1
    database.close()
