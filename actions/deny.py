"""No, to whatever is open."""

from collections.abc import Callable

from actions.turn_action import TurnAction
from bot.conversations.deciding import drop_pending, set_provisional_aside
from bot.conversations.prompts import present
from bot.conversations.steps import finish_theme, show_menu
from bot.conversations.turn import Turn


class Deny(TurnAction):
    action = "action_deny"
    bound = True

    def perform(self, turn: Turn) -> None:
        EFFECTS.get(turn.conversation.mode, present)(turn)


EFFECTS: dict[str, Callable[[Turn], None]] = {
    "provisional": set_provisional_aside,
    "confirm": drop_pending,
    "idea": finish_theme,
    "profile": show_menu,
}
