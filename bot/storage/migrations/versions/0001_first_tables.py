"""The first tables."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "conversations",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("channel", sa.String(length=16), nullable=False),
        sa.Column("rehearsal", sa.Boolean(), nullable=False),
        sa.Column("lang", sa.String(length=8), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("last_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("last_seq", sa.Integer(), nullable=False),
        sa.Column("mode", sa.String(length=16), nullable=False),
        sa.Column("theme", sa.String(length=64), nullable=True),
        sa.Column("question", sa.String(length=64), nullable=True),
        sa.Column("prompt_seq", sa.Integer(), nullable=True),
        sa.Column("pending", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("return_to", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("public", sa.String(length=40), nullable=True),
        sa.Column("capacity", sa.String(length=40), nullable=True),
        sa.Column("profile_asked", sa.Boolean(), nullable=False),
        sa.Column("receipt_offered", sa.Boolean(), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("erase_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("conversations", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_conversations_erase_at"), ["erase_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_conversations_last_at"), ["last_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_conversations_rehearsal"), ["rehearsal"], unique=False)

    op.create_table(
        "question_texts",
        sa.Column("question", sa.String(length=64), nullable=False),
        sa.Column("version", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("lang", sa.String(length=8), nullable=False),
        sa.Column("theme", sa.String(length=64), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("probe", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("question", "version", "lang"),
    )
    op.create_table(
        "webinar_clicks",
        sa.Column("webinar", sa.String(length=64), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("clicks", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("webinar", "kind"),
    )
    op.create_table(
        "answers",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("conversation_id", sa.String(length=36), nullable=False),
        sa.Column("theme", sa.String(length=64), nullable=True),
        sa.Column("question", sa.String(length=64), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("lang", sa.String(length=8), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("late", sa.Boolean(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["conversation_id"], ["conversations.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("conversation_id", "question"),
    )
    op.create_table(
        "creation_keys",
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("conversation_id", sa.String(length=36), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["conversation_id"], ["conversations.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("digest"),
    )
    with op.batch_alter_table("creation_keys", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_creation_keys_conversation_id"), ["conversation_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_creation_keys_created_at"), ["created_at"], unique=False)

    op.create_table(
        "messages",
        sa.Column("conversation_id", sa.String(length=36), nullable=False),
        sa.Column("seq", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("sender", sa.String(length=8), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("lang", sa.String(length=8), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("asked", sa.String(length=64), nullable=True),
        sa.Column("mode", sa.String(length=16), nullable=True),
        sa.Column("theme", sa.String(length=64), nullable=True),
        sa.Column("question", sa.String(length=64), nullable=True),
        sa.Column("prompt_seq", sa.Integer(), nullable=True),
        sa.Column("progress", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("choices", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("links", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("quotes", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("reply_to", sa.Integer(), nullable=True),
        sa.Column("action", sa.String(length=64), nullable=True),
        sa.Column("part", sa.Integer(), nullable=True),
        sa.Column("choice", sa.String(length=40), nullable=True),
        sa.Column("digest", sa.String(length=64), nullable=True),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("turn", sa.String(length=8), nullable=True),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["conversation_id"], ["conversations.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("conversation_id", "seq"),
        sa.UniqueConstraint("conversation_id", "id"),
        sa.UniqueConstraint("conversation_id", "reply_to", "action", "part"),
    )
    with op.batch_alter_table("messages", schema=None) as batch_op:
        batch_op.create_index(
            "messages_awaiting_their_turn",
            ["conversation_id", "seq"],
            unique=False,
            sqlite_where=sa.text("turn = 'pending'"),
            postgresql_where=sa.text("turn = 'pending'"),
        )

    op.create_table(
        "tokens",
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("conversation_id", sa.String(length=36), nullable=False),
        sa.Column("kind", sa.String(length=8), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["conversation_id"], ["conversations.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("digest"),
    )
    with op.batch_alter_table("tokens", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_tokens_conversation_id"), ["conversation_id"], unique=False)

    op.create_table(
        "answer_parts",
        sa.Column("answer_id", sa.Integer(), nullable=False),
        sa.Column("seq", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("since", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("until", sa.Integer(), nullable=True),
        sa.Column("role", sa.String(length=8), nullable=False),
        sa.Column("conversation_id", sa.String(length=36), nullable=False),
        sa.ForeignKeyConstraint(["answer_id"], ["answers.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["conversation_id", "seq"], ["messages.conversation_id", "messages.seq"], ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("answer_id", "seq", "since"),
    )
    with op.batch_alter_table("answer_parts", schema=None) as batch_op:
        batch_op.create_index("answer_parts_of_a_message", ["conversation_id", "seq"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("answer_parts", schema=None) as batch_op:
        batch_op.drop_index("answer_parts_of_a_message")

    op.drop_table("answer_parts")
    with op.batch_alter_table("tokens", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_tokens_conversation_id"))

    op.drop_table("tokens")
    with op.batch_alter_table("messages", schema=None) as batch_op:
        batch_op.drop_index(
            "messages_awaiting_their_turn",
            sqlite_where=sa.text("turn = 'pending'"),
            postgresql_where=sa.text("turn = 'pending'"),
        )

    op.drop_table("messages")
    with op.batch_alter_table("creation_keys", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_creation_keys_created_at"))
        batch_op.drop_index(batch_op.f("ix_creation_keys_conversation_id"))

    op.drop_table("creation_keys")
    op.drop_table("answers")
    op.drop_table("webinar_clicks")
    op.drop_table("question_texts")
    with op.batch_alter_table("conversations", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_conversations_rehearsal"))
        batch_op.drop_index(batch_op.f("ix_conversations_last_at"))
        batch_op.drop_index(batch_op.f("ix_conversations_erase_at"))

    op.drop_table("conversations")
