"""Opens the theme that was named, or shows them all when none was recognised."""

from actions.turn_action import TurnAction
from bot.conversations.naming import theme_meant
from bot.conversations.steps import open_theme, show_menu
from bot.conversations.turn import Turn


class OpenTheme(TurnAction):
    action = "action_open_theme"

    def perform(self, turn: Turn) -> None:
        theme = theme_meant(turn)
        open_theme(turn, theme) if theme else show_menu(turn)
