"""Goes on with a contribution begun elsewhere, by its receipt code."""

from actions.turn_action import TurnAction
from bot.conversations.joining import use_receipt
from bot.conversations.turn import Turn


class UseReceipt(TurnAction):
    action = "action_use_receipt"

    def perform(self, turn: Turn) -> None:
        use_receipt(turn)
