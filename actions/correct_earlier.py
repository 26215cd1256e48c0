"""Opens an earlier question again, to answer it anew."""

from actions.turn_action import TurnAction
from bot.conversations.reopening import ask_which, reopen
from bot.conversations.turn import Turn


class CorrectEarlier(TurnAction):
    action = "action_correct_earlier"
    adding = False

    def perform(self, turn: Turn) -> None:
        given = [each for each, state in turn.states.items() if state == "given" and turn.catalogue.has_question(each)]
        named = turn.understanding.entities.get("question") or (given[0] if len(given) == 1 else None)
        if named:
            return reopen(turn, named, adding=self.adding)
        return ask_which(turn)
