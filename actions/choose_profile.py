"""Notes who answers, if the citizen says so: the public, then in whose name."""

from actions.turn_action import TurnAction
from bot.conversations.prompts import present
from bot.conversations.steps import go_to, show_menu
from bot.conversations.turn import Turn
from bot.questionnaire import Position


class ChooseProfile(TurnAction):
    action = "action_choose_profile"

    def perform(self, turn: Turn) -> None:
        named = turn.understanding.entities.get("profile")
        profile = next((each for each in turn.catalogue.profiles if each.id == named), None)
        if profile is None:
            return present(turn)
        here = turn.conversation
        setattr(here, profile.group, profile.id)
        turn.say("ack", "bot.ack")
        if here.mode != "profile":
            return present(turn)
        if profile.group == "public":
            return go_to(turn, Position("profile", theme=here.theme), pending={"about": "capacity"})
        return show_menu(turn)
