"""Says why the open question is asked."""

from actions.turn_action import TurnAction
from bot.conversations.prompts import present
from bot.conversations.side_questions import give_reason
from bot.conversations.turn import Turn


class GiveReason(TurnAction):
    action = "action_give_reason"

    def perform(self, turn: Turn) -> None:
        give_reason(turn)
        present(turn)
