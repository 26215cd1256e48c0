"""Notes who answers, if the citizen says so."""

from actions.turn_action import TurnAction
from bot.conversations.profiles import note_profile
from bot.conversations.prompts import present
from bot.conversations.turn import Turn


class ChooseProfile(TurnAction):
    action = "action_choose_profile"

    def perform(self, turn: Turn) -> None:
        named = turn.understanding.entities.get("profile")
        if named in {each.id for each in turn.catalogue.profiles}:
            return note_profile(turn, str(named))
        return present(turn)
