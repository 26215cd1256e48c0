"""Chooses by its number from the list that is open: a theme, a profile, one of several answers."""

from collections.abc import Callable

from actions.turn_action import TurnAction
from bot.conversations.naming import nth, number_said, of_number, theme_meant
from bot.conversations.profiles import note_profile, offered_profiles
from bot.conversations.prompts import present
from bot.conversations.reopening import ask_to_confirm, reopen
from bot.conversations.steps import open_theme
from bot.conversations.turn import Turn


class PickNumber(TurnAction):
    action = "action_pick_number"
    bound = True

    def perform(self, turn: Turn) -> None:
        pick = PICKS.get(turn.conversation.mode)
        if pick is None or not pick(turn):
            turn.say("info", "bot.no_such_number")
            present(turn)


def _theme(turn: Turn) -> bool:
    theme = theme_meant(turn)
    if theme is not None:
        open_theme(turn, theme)
    return theme is not None


def _profile(turn: Turn) -> bool:
    picked = nth([each.id for each in offered_profiles(turn)], number_said(turn) or 0)
    if picked is not None:
        note_profile(turn, picked)
    return picked is not None


def _answer(turn: Turn) -> bool:
    """The number is the one the recap shows; where two themes have it, it names neither."""
    pending = turn.conversation.pending or {}
    meant = of_number(turn, pending.get("among", ()), number_said(turn) or 0)
    if len(meant) != 1:
        return False
    doing = pending["about"].removeprefix("which_")
    if doing == "erase":
        ask_to_confirm(turn, about="erase", question=meant[0])
    else:
        reopen(turn, meant[0], adding=doing == "add")
    return True


PICKS: dict[str, Callable[[Turn], bool]] = {"menu": _theme, "profile": _profile, "confirm": _answer}
