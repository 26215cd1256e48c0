"""That was my answer, or goes with another question: undoes a control taken from free text, moves a part."""

from actions.turn_action import TurnAction
from bot.conversations.misreading import claim
from bot.conversations.moving import move_part
from bot.conversations.turn import Turn


class ClaimReply(TurnAction):
    action = "action_claim_reply"

    def perform(self, turn: Turn) -> None:
        move_part(turn) if "part" in turn.understanding.entities else claim(turn)
