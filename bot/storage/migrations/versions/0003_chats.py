"""Chats of a messaging service, what came in, what goes out; the channel and the edits of messages; erasures."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

TIMES = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.add_column("conversations", sa.Column("erasures", sa.Integer(), nullable=False, server_default="0"))
    op.add_column("messages", sa.Column("channel", sa.String(length=16), nullable=True))
    op.add_column("messages", sa.Column("chat", sa.String(length=64), nullable=True))
    op.add_column("messages", sa.Column("edit_of", sa.String(length=36), nullable=True))
    op.create_table(
        "chats",
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("sealed", sa.String(), nullable=False),
        sa.Column("conversation_id", sa.String(length=36), nullable=False),
        sa.Column("queued_seq", sa.Integer(), nullable=False),
        sa.Column("blocked_at", TIMES, nullable=True),
        sa.ForeignKeyConstraint(["conversation_id"], ["conversations.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("digest"),
    )
    op.create_index("ix_chats_conversation_id", "chats", ["conversation_id"])
    op.create_table(
        "updates",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("at", TIMES, nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_updates_at", "updates", ["at"])
    _outgoing()


def _outgoing() -> None:
    op.create_table(
        "outgoing",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("chat", sa.String(length=64), nullable=False),
        sa.Column("conversation_id", sa.String(length=36), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("part", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=8), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("number", sa.BigInteger(), nullable=True),
        sa.Column("sent_at", TIMES, nullable=True),
        sa.Column("trouble", sa.String(length=32), nullable=True),
        sa.ForeignKeyConstraint(["chat"], ["chats.digest"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("chat", "conversation_id", "seq", "part"),
    )
    waiting = sa.text("state = 'waiting'")
    op.create_index("outgoing_waiting", "outgoing", ["chat", "id"], sqlite_where=waiting, postgresql_where=waiting)


def downgrade() -> None:
    op.drop_table("outgoing")
    op.drop_table("updates")
    op.drop_table("chats")
    op.drop_column("messages", "edit_of")
    op.drop_column("messages", "chat")
    op.drop_column("messages", "channel")
    op.drop_column("conversations", "erasures")
