"""Leaves an answer as it is and goes on."""

from actions.turn_action import TurnAction
from bot.conversations.prompts import present
from bot.conversations.steps import go_on
from bot.conversations.turn import Turn


class KeepAsIs(TurnAction):
    action = "action_keep_as_is"
    bound = True

    def perform(self, turn: Turn) -> None:
        if turn.states.get(turn.conversation.question or "") != "given":
            turn.say("info", "bot.nothing_to_keep")
            return present(turn)
        turn.say("info", "bot.kept")
        return go_on(turn)
