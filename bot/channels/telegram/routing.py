"""Which chat a message of the bot goes to: the one that what it answers came from."""

from sqlalchemy.orm import Session

from bot.storage import messages
from bot.storage.chat_models import Chat
from bot.storage.models import Conversation, Message

CHANNEL = "telegram"


def is_for(session: Session, chat: Chat, conversation: Conversation, row: Message) -> bool:
    """Whether a message is to be sent to this chat of the conversation; a citizen's own never is."""
    if row.sender != "bot" or row.action == "form":
        return False
    if row.chat is not None:
        return row.chat == chat.digest
    said = _answered(session, row)
    if said is None or said.channel is None:
        return conversation.channel == CHANNEL
    return said.chat == chat.digest


def _answered(session: Session, row: Message) -> Message | None:
    """The citizen's message it replies to; unasked for, it goes where the citizen wrote last."""
    if row.reply_to is not None:
        return messages.find(session, row.conversation_id, row.reply_to)
    return messages.last_said_before(session, row.conversation_id, row.seq)
