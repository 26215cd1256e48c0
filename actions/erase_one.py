"""Asks before erasing one answer."""

from actions.turn_action import TurnAction
from bot.conversations.reopening import ask_to_confirm, ask_which
from bot.conversations.turn import Turn


class EraseOne(TurnAction):
    action = "action_erase_one"

    def perform(self, turn: Turn) -> None:
        question = turn.understanding.entities.get("question")
        if question and question in turn.states:
            return ask_to_confirm(turn, about="erase", question=question)
        return ask_which(turn)
