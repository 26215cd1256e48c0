"""Asks before erasing one answer."""

from actions.turn_action import TurnAction
from bot.conversations.deciding import drop_pending
from bot.conversations.naming import answers_meant
from bot.conversations.prompts import present
from bot.conversations.reopening import ask_to_confirm, ask_which
from bot.conversations.turn import Turn


class EraseOne(TurnAction):
    action = "action_erase_one"

    def perform(self, turn: Turn) -> None:
        meant = answers_meant(turn)
        if turn.conversation.mode == "confirm" and not turn.understanding.entities:
            return drop_pending(turn)  # "cancel", said to a yes or no, is a no
        if len(meant) != 1:
            return ask_which(turn, "erase", meant)
        if meant[0] in turn.states:
            return ask_to_confirm(turn, about="erase", question=meant[0])
        turn.say("info", "bot.nothing_to_erase")
        return present(turn)
