"""Which channel a message of the bot goes to: the one that what it answers came from."""

from sqlalchemy.orm import Session

from bot.conversations.chats import ACTION
from bot.storage import messages
from bot.storage.models import Conversation, Message

CHANNEL = "telegram"


def for_chat(session: Session, conversation: Conversation, row: Message) -> bool:
    """Whether a message is to be sent to the conversation's chat; a citizen's own never is."""
    if row.sender != "bot" or row.action == "form":
        return False
    if row.action == ACTION:
        return True
    said = _answered(session, row)
    return (said.channel if said is not None and said.channel else conversation.channel) == CHANNEL


def _answered(session: Session, row: Message) -> Message | None:
    """The citizen's message it replies to; unasked for, it goes where the citizen wrote last."""
    if row.reply_to is not None:
        return messages.find(session, row.conversation_id, row.reply_to)
    return messages.last_said_before(session, row.conversation_id, row.seq)
