"""Says that a program replies."""

from actions.turn_action import TurnAction
from bot.conversations.prompts import present
from bot.conversations.side_questions import say_robot
from bot.conversations.turn import Turn


class SayRobot(TurnAction):
    action = "action_say_robot"

    def perform(self, turn: Turn) -> None:
        say_robot(turn)
        present(turn)
