"""Says where the receipt code is shown: by a call of its own, so that it rests in no message."""

from actions.turn_action import TurnAction
from bot.conversations.prompts import present
from bot.conversations.turn import Reply, Turn


class GiveReceipt(TurnAction):
    action = "action_give_receipt"

    def perform(self, turn: Turn) -> None:
        turn.conversation.receipt_offered = True
        say = turn.phrases.say
        address = f"/api/v1/conversations/{turn.conversation.id}/receipt"
        link = {"href": address, "label": say("bot.receipt.link"), "kind": "receipt"}
        turn.replies.append(Reply(kind="receipt", text=say("bot.receipt.shown"), links=[link]))
        present(turn)
