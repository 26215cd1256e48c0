"""Takes thanks, then says what is open."""

from actions.turn_action import TurnAction
from bot.conversations.prompts import present
from bot.conversations.turn import Turn


class AcknowledgeThanks(TurnAction):
    action = "action_acknowledge_thanks"

    def perform(self, turn: Turn) -> None:
        turn.say("info", "bot.thanks")
        present(turn)
