"""Asks before withdrawing the whole contribution."""

from actions.turn_action import TurnAction
from bot.conversations.reopening import ask_to_confirm
from bot.conversations.turn import Turn


class WithdrawAll(TurnAction):
    action = "action_withdraw_all"

    def perform(self, turn: Turn) -> None:
        ask_to_confirm(turn, about="regret" if turn.conversation.withdrawn_at else "withdraw")
