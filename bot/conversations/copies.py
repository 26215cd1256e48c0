"""Copies of what was written that withdrawing does not reach, because the channel it was written on keeps them."""

from bot.conversations.turn import Turn
from bot.storage import joining

KEPT_BY = {"telegram": "bot.telegram_keeps"}


def with_copies(turn: Turn, text: str) -> str:
    """The text, then a sentence on each channel that keeps a copy of this conversation or of one joined to it."""
    held = (turn.conversation, *joining.joined(turn.session, turn.conversation.id))
    channels = {each.channel for each in held}
    kept = [turn.phrases.say(key) for channel, key in KEPT_BY.items() if channel in channels]
    return " ".join([text, *kept])
