"""Conversations joined by a receipt, probes that wait, languages that are labelled, corrections in doubt."""

from datetime import datetime

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

PART = "answer_id, seq, since, until, role, conversation_id"
SAME_MESSAGE = "messages.conversation_id = answer_parts.conversation_id AND messages.seq = answer_parts.seq"
TIMES = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.add_column("conversations", sa.Column("probe_at", TIMES, nullable=True))
    op.add_column("conversations", sa.Column("lang_settled", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.add_column("conversations", sa.Column("joined_to", sa.String(length=36), nullable=True))
    op.create_index("ix_conversations_probe_at", "conversations", ["probe_at"])
    op.create_index("ix_conversations_joined_to", "conversations", ["joined_to"])
    op.add_column("answers", sa.Column("sure_revision", sa.Integer(), nullable=True))
    op.add_column("messages", sa.Column("receipt_of", sa.String(length=36), nullable=True))
    op.add_column("messages", sa.Column("detected", sa.String(length=8), nullable=True))
    probing = sa.text("kind = 'probe'")
    op.create_index(
        "messages_that_probe", "messages", ["conversation_id"], sqlite_where=probing, postgresql_where=probing
    )
    at = f"(SELECT messages.at FROM messages WHERE {SAME_MESSAGE})"  # noqa: S608 - constants alone
    _rebuild_parts([sa.Column("at", TIMES, nullable=False)], (f"{PART}, at", f"{PART}, {at}"), "conversation_id")
    op.create_index("answer_parts_by_end", "answer_parts", ["answer_id", "until"])


def downgrade() -> None:
    _rebuild_parts([], (PART, PART))
    op.drop_index("messages_that_probe", "messages")
    op.drop_column("answers", "sure_revision")
    op.drop_column("messages", "detected")
    op.drop_column("messages", "receipt_of")
    op.drop_index("ix_conversations_joined_to", "conversations")
    op.drop_index("ix_conversations_probe_at", "conversations")
    for column in ("joined_to", "lang_settled", "probe_at"):
        op.drop_column("conversations", column)


def _rebuild_parts(more: list[sa.Column[datetime]], copied: tuple[str, str], *more_key: str) -> None:
    """The table anew, with another primary key; safe because no other table points at this one."""
    op.create_table(
        "answer_parts_rebuilt",
        sa.Column("answer_id", sa.Integer(), nullable=False),
        sa.Column("seq", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("since", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("until", sa.Integer(), nullable=True),
        sa.Column("role", sa.String(length=8), nullable=False),
        sa.Column("conversation_id", sa.String(length=36), nullable=False),
        *more,
        sa.ForeignKeyConstraint(["answer_id"], ["answers.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["conversation_id", "seq"], ["messages.conversation_id", "messages.seq"], ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("answer_id", *more_key, "seq", "since"),
    )
    into, values = copied
    op.execute(f"INSERT INTO answer_parts_rebuilt ({into}) SELECT {values} FROM answer_parts")  # noqa: S608 - constants
    op.drop_table("answer_parts")
    op.rename_table("answer_parts_rebuilt", "answer_parts")
    op.create_index("answer_parts_of_a_message", "answer_parts", ["conversation_id", "seq"])
