"""Greets, then says what is open."""

from actions.turn_action import TurnAction
from bot.conversations.prompts import present
from bot.conversations.turn import Turn


class Greet(TurnAction):
    action = "action_greet"

    def perform(self, turn: Turn) -> None:
        turn.say("info", "bot.greeting")
        present(turn)
