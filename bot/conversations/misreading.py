"""Undoing a misreading: a text taken for a control, or a control kept as an answer."""

from bot.conversations.filing import file_part, is_taken
from bot.conversations.prompts import present
from bot.conversations.steps import go_on, go_to
from bot.conversations.turn import Turn
from bot.questionnaire import Position
from bot.storage import answers, conversations
from bot.storage.models import Message


def claim(turn: Turn) -> None:
    """That was my answer: files an earlier text under the question that was open for it."""
    text = _meant(turn)
    if text is None or text.question is None or not is_taken(turn):
        turn.say("info", "bot.nothing_to_claim")
        return present(turn)
    if not answers.holds(turn.session, text):
        file_part(turn, text, question=text.question)
    turn.say("ack", "bot.ack")
    here = turn.conversation
    if here.question != text.question:
        return present(turn)
    turn.move(Position("question", theme=here.theme, question=here.question))
    return go_on(turn)


def disclaim(turn: Turn) -> None:
    """That was no answer: takes an earlier text out of its answer, and asks again."""
    text = _meant(turn)
    answer = answers.holding(turn.session, text) if text else None
    if text is None or answer is None:
        turn.say("info", "bot.nothing_to_claim")
        return present(turn)
    left = answers.take_out(turn.session, answer, text, at=turn.at)
    turn.say("info", "bot.set_aside")
    if left or not turn.catalogue.has_question(answer.question):
        return present(turn)
    return go_to(turn, Position("question", theme=answer.theme, question=answer.question))


def _meant(turn: Turn) -> Message | None:
    """The text spoken of: by number in a tap, else the last one before this message."""
    seq = turn.understanding.entities.get("seq")
    if seq is None:
        assert turn.message is not None
        return conversations.last_text_before(turn.session, turn.conversation.id, turn.message.seq)
    found = conversations.message(turn.session, turn.conversation.id, int(seq))
    return found if found and found.sender == "citizen" and not found.choice else None
