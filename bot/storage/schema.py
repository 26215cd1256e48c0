"""The schema of the database, brought up to date at start."""

from importlib.resources import files

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, Engine

from bot.storage import locks


def upgrade(engine: Engine, revision: str = "head") -> None:
    """Runs the migrations that are missing, all in one transaction; of several services, one."""
    with engine.begin() as connection:
        _alone(connection)
        command.upgrade(_config(connection), revision)


def downgrade(engine: Engine, revision: str = "base") -> None:
    """Takes migrations back, which loses what they hold."""
    with engine.begin() as connection:
        command.downgrade(_config(connection), revision)


def draft(engine: Engine, message: str) -> None:
    """Writes a new migration from the difference between the models and this database."""
    with engine.begin() as connection:
        command.revision(_config(connection), message=message, autogenerate=True)


def _alone(connection: Connection) -> None:
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql("SET LOCAL lock_timeout = '5min'")  # another service's migrations
    locks.wait_for(connection, "schema")


def _config(connection: object) -> Config:
    config = Config()
    config.set_main_option("script_location", str(files("bot.storage") / "migrations"))
    config.attributes["connection"] = connection
    return config
