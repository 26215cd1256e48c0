"""Shows every webinar, with the links that make sense today."""

from actions.turn_action import TurnAction
from bot.conversations.prompts import present
from bot.conversations.side_questions import show_webinars
from bot.conversations.turn import Turn


class ShowWebinars(TurnAction):
    action = "action_show_webinars"

    def perform(self, turn: Turn) -> None:
        show_webinars(turn)
        present(turn)
