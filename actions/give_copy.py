"""Offers one's own copy, to read or to keep."""

from actions.turn_action import TurnAction
from bot.conversations.prompts import present
from bot.conversations.turn import Reply, Turn


class GiveCopy(TurnAction):
    action = "action_give_copy"

    def perform(self, turn: Turn) -> None:
        address = f"/api/v1/conversations/{turn.conversation.id}/export"
        links = [
            {"href": f"{address}?format={each}", "label": turn.phrases.say(f"bot.copy_link.{each}"), "kind": "export"}
            for each in ("html", "json")
        ]
        turn.replies.append(Reply(kind="info", text=turn.phrases.say("bot.copy"), links=links))
        present(turn)
