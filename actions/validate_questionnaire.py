"""An answer: filed word for word under its question, then the next question."""

from actions.turn_action import TurnAction
from bot.conversations.filing import file_remark, file_words, is_taken, refuse
from bot.conversations.prompts import present
from bot.conversations.steps import go_on, go_to, offer_receipt, show_menu
from bot.conversations.turn import Turn
from bot.questionnaire import Position
from bot.storage import answers


class ValidateQuestionnaire(TurnAction):
    action = "validate_questionnaire"

    def perform(self, turn: Turn) -> None:
        if not is_taken(turn):
            refuse(turn)
            return show_menu(turn)
        if turn.meant.question is None:
            return _keep_as_remark(turn)
        if turn.stale and not _waits_for_a_yes(turn):
            return _file_further_part(turn)
        if turn.understanding.unsure and turn.conversation.mode == "question":
            return _keep_provisionally(turn)
        return _file_answer(turn)


def _waits_for_a_yes(turn: Turn) -> bool:
    """Whether an earlier text under the same question is still provisional: this one settles it."""
    here = turn.conversation
    return here.mode == "provisional" and here.question == turn.meant.question


def _keep_as_remark(turn: Turn) -> None:
    """Its question has left the content since it was asked."""
    file_remark(turn, theme=turn.meant.theme)
    turn.say("ack", "bot.remark_kept")
    present(turn)


def _file_answer(turn: Turn) -> None:
    question = turn.conversation.question
    assert question is not None
    known = answers.find(turn.session, turn.conversation.id, question)
    adding = (turn.conversation.pending or {}).get("about") == "add"
    file_words(turn, question=question, keep_parts=adding or (known is not None and known.state == "provisional"))
    turn.say("ack", "bot.ack")
    if not turn.conversation.receipt_offered:
        offer_receipt(turn)
    go_on(turn)


def _file_further_part(turn: Turn) -> None:
    """Written before its author saw that the question had been answered: it belongs to that answer."""
    question = turn.meant.question
    assert question is not None
    file_words(turn, question=question, keep_parts=True)
    turn.say("ack", "bot.further_part")
    present(turn)


def _keep_provisionally(turn: Turn) -> None:
    question = turn.conversation.question
    assert question is not None
    known = answers.find(turn.session, turn.conversation.id, question)
    if known is not None and known.state == "given":
        return _file_answer(turn)
    file_words(
        turn, question=question, state="provisional", keep_parts=known is not None and known.state == "provisional"
    )
    go_to(turn, Position("provisional", theme=turn.conversation.theme, question=question))
