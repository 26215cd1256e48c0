"""Alembic's entry: runs the migrations on the connection it is given."""

from alembic import context

from bot.storage import chat_models  # noqa: F401  # its tables belong to the schema
from bot.storage.models import Base

context.configure(
    connection=context.config.attributes["connection"], target_metadata=Base.metadata, render_as_batch=True
)
with context.begin_transaction():
    context.run_migrations()
