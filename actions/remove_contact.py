"""Removes the contact details that the citizen wrote."""

from actions.turn_action import TurnAction
from bot.conversations.own_words import remove_contact_details
from bot.conversations.turn import Turn


class RemoveContact(TurnAction):
    action = "action_remove_contact"

    def perform(self, turn: Turn) -> None:
        remove_contact_details(turn)
