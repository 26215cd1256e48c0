"""Goodbye: what was said is kept, and one can come back."""

from actions.turn_action import TurnAction
from bot.conversations.prompts import present
from bot.conversations.steps import offer_receipt
from bot.conversations.turn import Turn


class SayGoodbye(TurnAction):
    action = "action_say_goodbye"

    def perform(self, turn: Turn) -> None:
        turn.say("info", "bot.goodbye")
        offer_receipt(turn)
        present(turn)
