"""Opens the next theme that has something left to ask."""

from actions.turn_action import TurnAction
from bot.conversations.steps import open_theme, show_menu
from bot.conversations.turn import Turn
from bot.questionnaire import next_theme


class OpenNextTheme(TurnAction):
    action = "action_open_next_theme"

    def perform(self, turn: Turn) -> None:
        theme = next_theme(turn.catalogue, turn.states, after=turn.conversation.theme)
        open_theme(turn, theme) if theme else show_menu(turn)
