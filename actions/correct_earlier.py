"""Opens an earlier question again, to answer it anew."""

from actions.turn_action import TurnAction
from bot.conversations.prompts import present
from bot.conversations.recap import add_recap
from bot.conversations.reopening import reopen
from bot.conversations.turn import Turn


class CorrectEarlier(TurnAction):
    action = "action_correct_earlier"
    adding = False

    def perform(self, turn: Turn) -> None:
        question = turn.understanding.entities.get("question")
        if question:
            return reopen(turn, question, adding=self.adding)
        add_recap(turn, None)
        return present(turn)
