"""Shows the themes; the one in progress keeps its place."""

from actions.turn_action import TurnAction
from bot.conversations.steps import show_menu
from bot.conversations.turn import Turn


class ShowThemes(TurnAction):
    action = "action_show_themes"

    def perform(self, turn: Turn) -> None:
        show_menu(turn)
