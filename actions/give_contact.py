"""Gives the address of a person."""

from actions.turn_action import TurnAction
from bot.conversations.prompts import present
from bot.conversations.side_questions import give_contact
from bot.conversations.turn import Turn


class GiveContact(TurnAction):
    action = "action_give_contact"

    def perform(self, turn: Turn) -> None:
        give_contact(turn)
        present(turn)
