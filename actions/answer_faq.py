"""Answers a question about the consultation, then says what is open."""

from actions.turn_action import TurnAction
from bot.conversations.prompts import present
from bot.conversations.side_questions import answer_faq
from bot.conversations.turn import Turn


class AnswerFaq(TurnAction):
    action = "action_answer_faq"

    def perform(self, turn: Turn) -> None:
        answer_faq(turn)
        present(turn)
