"""By one tap, a part of an answer goes with the other question."""

from bot.conversations.answering import after_answer
from bot.conversations.bursts import other_question
from bot.conversations.filing import file_part, is_taken
from bot.conversations.prompts import present
from bot.conversations.steps import go_to, is_open
from bot.conversations.turn import Turn
from bot.questionnaire import Position
from bot.storage import answers, chats, messages
from bot.storage.models import Answer, Message


def move_part(turn: Turn) -> None:
    """Takes a text out of its answer and files it under the question before, or under the open one."""
    text = _as_it_is(turn, messages.find(turn.session, turn.conversation.id, int(turn.understanding.entities["part"])))
    held = answers.holding(turn.session, text) if text is not None else None
    target = other_question(turn, text, held) if text is not None and held is not None else None
    if text is None or held is None or target is None or not is_taken(turn):
        turn.say("info", "bot.nothing_to_claim")
        return present(turn)
    left = answers.take_out(turn.session, held, text, at=turn.at)
    moved = file_part(turn, text, question=target, keep_parts=True)
    turn.say("ack", "bot.moved")
    return _go_on(turn, moved, held if left else None, text)


def _as_it_is(turn: Turn, text: Message | None) -> Message | None:
    """What its author has made of it since."""
    return next(reversed(chats.edits(turn.session, turn.conversation.id, text)), text) if text is not None else None


def _go_on(turn: Turn, moved: Answer, left: Answer | None, text: Message) -> None:
    """On from the open question if it is answered now; back to the one that has lost its only words."""
    here = turn.conversation
    if moved.question == here.question and here.return_to is None:
        return after_answer(turn, moved)
    theme = turn.theme
    if left is None and theme is not None and theme.id == text.theme and is_open(turn, theme):
        return go_to(turn, Position("question", theme=text.theme, question=text.question))
    return present(turn)
