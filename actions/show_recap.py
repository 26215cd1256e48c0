"""Shows every answer, theme by theme."""

from actions.turn_action import TurnAction
from bot.conversations.prompts import present
from bot.conversations.recap import add_recap
from bot.conversations.turn import Turn


class ShowRecap(TurnAction):
    action = "action_show_recap"

    def perform(self, turn: Turn) -> None:
        add_recap(turn, None)
        present(turn)
