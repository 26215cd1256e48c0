"""The migrations: up, down, up again, and saying the same as the models."""

from pathlib import Path

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import inspect

from bot.storage import schema
from bot.storage.database import Database
from bot.storage.models import Base


def test_migrations_go_up_down_and_up_and_match_the_models(tmp_path: Path) -> None:
    database = Database(f"sqlite:///{tmp_path / 'consultation.sqlite3'}")
    schema.upgrade(database.engine)
    schema.downgrade(database.engine)
    assert inspect(database.engine).get_table_names() == ["alembic_version"]
    schema.upgrade(database.engine)
    with database.engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), Base.metadata) == []
    database.close()
