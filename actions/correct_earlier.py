"""Opens an earlier question again, to answer it anew; the one that is open already is shown."""

from actions.turn_action import TurnAction
from bot.conversations.naming import answers_meant, is_said_of_the_open_question
from bot.conversations.prompts import present
from bot.conversations.reopening import ask_which, reopen
from bot.conversations.turn import Turn


class CorrectEarlier(TurnAction):
    action = "action_correct_earlier"
    choice = "correct"

    def perform(self, turn: Turn) -> None:
        meant = answers_meant(turn)
        if len(meant) == 1:
            return reopen(turn, meant[0], adding=self.choice == "add")
        if not meant and is_said_of_the_open_question(turn):
            return present(turn)
        return ask_which(turn, self.choice, meant)
