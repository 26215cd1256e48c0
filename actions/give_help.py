"""Says what one can do at any turn."""

from actions.turn_action import TurnAction
from bot.conversations.prompts import present
from bot.conversations.side_questions import give_help
from bot.conversations.turn import Turn


class GiveHelp(TurnAction):
    action = "action_give_help"

    def perform(self, turn: Turn) -> None:
        give_help(turn)
        present(turn)
