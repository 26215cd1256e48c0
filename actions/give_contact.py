"""Gives the address of a person."""

from actions.turn_action import TurnAction
from bot.conversations.prompts import present
from bot.conversations.turn import Reply, Turn


class GiveContact(TurnAction):
    action = "action_give_contact"

    def perform(self, turn: Turn) -> None:
        contact = turn.catalogue.consultation.contact
        link = {"href": f"mailto:{contact}", "label": contact, "kind": "contact"}
        turn.replies.append(Reply(kind="info", text=turn.phrases.say("bot.contact", contact=contact), links=[link]))
        present(turn)
