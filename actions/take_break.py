"""A pause: nothing to do to keep one's place, and a code to come back from elsewhere."""

from actions.turn_action import TurnAction
from bot.conversations.prompts import present
from bot.conversations.steps import offer_receipt
from bot.conversations.turn import Turn


class TakeBreak(TurnAction):
    action = "action_take_break"

    def perform(self, turn: Turn) -> None:
        turn.say("info", "bot.pause")
        offer_receipt(turn)
        present(turn)
