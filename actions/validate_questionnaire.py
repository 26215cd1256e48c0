"""An answer: filed word for word under its question, then the next question."""

from actions.turn_action import TurnAction
from bot.conversations.filing import file_words, is_taken
from bot.conversations.prompts import present
from bot.conversations.steps import go_on, go_to, offer_receipt, show_menu
from bot.conversations.turn import Turn
from bot.questionnaire import Position
from bot.storage import answers


class ValidateQuestionnaire(TurnAction):
    action = "validate_questionnaire"

    def perform(self, turn: Turn) -> None:
        if not is_taken(turn):
            turn.say("info", "bot.closed")
            return show_menu(turn)
        if turn.stale:
            return _file_further_part(turn)
        if turn.understanding.unsure and turn.conversation.mode == "question":
            return _keep_provisionally(turn)
        return _file_answer(turn)


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
    file_words(turn, question=question, state="provisional", keep_parts=False)
    go_to(turn, Position("provisional", theme=turn.conversation.theme, question=question))
