"""Says what is open once more."""

from actions.turn_action import TurnAction
from bot.conversations.prompts import present
from bot.conversations.turn import Turn


class RepeatQuestion(TurnAction):
    action = "action_repeat_question"

    def perform(self, turn: Turn) -> None:
        present(turn)
