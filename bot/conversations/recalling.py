"""After a day's silence the first reply says where one was."""

from datetime import timedelta

from bot.conversations.turn import Turn

SILENCE = timedelta(days=1)


def recall(turn: Turn) -> None:
    """The theme, and until when one can answer."""
    if turn.at - turn.conversation.last_at < SILENCE:
        return
    title = turn.theme.title[turn.lang] if turn.theme else turn.catalogue.consultation.title[turn.lang]
    closing = turn.catalogue.closing(turn.lang, turn.clock.now())
    turn.say("info", "bot.recall", title=title, closing=closing)
