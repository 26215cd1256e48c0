"""Says why the open question is asked."""

from actions.turn_action import TurnAction
from bot.conversations.prompts import present
from bot.conversations.turn import Turn


class GiveReason(TurnAction):
    action = "action_give_reason"

    def perform(self, turn: Turn) -> None:
        here = turn.conversation
        asked = turn.catalogue.question(here.question) if here.question else None
        turn.say("info", "bot.why", why=asked.why[turn.lang]) if asked else turn.say("info", "bot.why_here")
        present(turn)
