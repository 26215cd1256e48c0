"""That was my answer: undoes a control taken from free text and files the text."""

from actions.turn_action import TurnAction
from bot.conversations.misreading import claim
from bot.conversations.turn import Turn


class ClaimReply(TurnAction):
    action = "action_claim_reply"

    def perform(self, turn: Turn) -> None:
        claim(turn)
