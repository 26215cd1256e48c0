"""Yes, to whatever is open."""

from collections.abc import Callable

from actions.turn_action import TurnAction
from bot.conversations.deciding import confirm_pending, regret, settle_provisional
from bot.conversations.prompts import present
from bot.conversations.turn import Turn


class Affirm(TurnAction):
    action = "action_affirm"
    bound = True

    def perform(self, turn: Turn) -> None:
        EFFECTS.get(turn.conversation.mode, present)(turn)


def _at_the_menu(turn: Turn) -> None:
    """The menu asks something only of who has withdrawn: whether to take the contribution back."""
    regret(turn) if turn.conversation.withdrawn_at is not None else present(turn)


def _invite(turn: Turn) -> None:
    turn.say("info", "bot.go_ahead")
    present(turn)


EFFECTS: dict[str, Callable[[Turn], None]] = {
    "provisional": settle_provisional,
    "confirm": confirm_pending,
    "idea": _invite,
    "menu": _at_the_menu,
}
