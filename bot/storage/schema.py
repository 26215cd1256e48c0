"""The schema of the database, brought up to date at start."""

from importlib.resources import files

from alembic import command
from alembic.config import Config
from sqlalchemy import Engine


def upgrade(engine: Engine, revision: str = "head") -> None:
    """Runs the migrations that are missing; each in a transaction."""
    with engine.begin() as connection:
        command.upgrade(_config(connection), revision)


def downgrade(engine: Engine, revision: str = "base") -> None:
    """Takes migrations back, which loses what they hold."""
    with engine.begin() as connection:
        command.downgrade(_config(connection), revision)


def draft(engine: Engine, message: str) -> None:
    """Writes a new migration from the difference between the models and this database."""
    with engine.begin() as connection:
        command.revision(_config(connection), message=message, autogenerate=True)


def _config(connection: object) -> Config:
    config = Config()
    config.set_main_option("script_location", str(files("bot.storage") / "migrations"))
    config.attributes["connection"] = connection
    return config
