"""That was not an answer: takes a text stored by mistake out of its answer."""

from actions.turn_action import TurnAction
from bot.conversations.misreading import disclaim
from bot.conversations.turn import Turn


class DisclaimReply(TurnAction):
    action = "action_disclaim_reply"

    def perform(self, turn: Turn) -> None:
        disclaim(turn)
