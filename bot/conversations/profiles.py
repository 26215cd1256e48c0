"""Who answers, if the citizen says so: the public first, then in whose name."""

from collections.abc import Sequence

from bot.catalogue import Profile
from bot.conversations.filing import refuse
from bot.conversations.prompts import present
from bot.conversations.steps import go_to, show_menu
from bot.conversations.turn import Turn
from bot.questionnaire import Position


def offered_profiles(turn: Turn) -> Sequence[Profile]:
    """What can be said to the part of the profile that is open."""
    group = (turn.conversation.pending or {}).get("about", "public")
    return [each for each in turn.catalogue.profiles if each.group == group]


def note_profile(turn: Turn, profile_id: str) -> None:
    """Keeps it, and goes on to the other part or to the menu; nothing more is noted of what is withdrawn."""
    profile = turn.catalogue.profile(profile_id)
    here = turn.conversation
    if here.withdrawn_at is not None:
        refuse(turn)
        return present(turn)
    setattr(here, profile.group, profile.id)
    turn.say("ack", "bot.ack")
    if here.mode != "profile":
        return present(turn)
    if profile.group == "public":
        return go_to(turn, Position("profile", theme=here.theme), pending={"about": "capacity"})
    return show_menu(turn)
