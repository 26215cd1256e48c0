"""Goes back to the question asked before, within the theme."""

from actions.turn_action import TurnAction
from bot.catalogue import Theme
from bot.conversations.prompts import present
from bot.conversations.reopening import show_present_answer
from bot.conversations.steps import go_to
from bot.conversations.turn import Turn
from bot.questionnaire import Position, previous_question


class GoBack(TurnAction):
    action = "action_go_back"
    bound = True

    def perform(self, turn: Turn) -> None:
        theme = turn.theme
        inside = turn.conversation.mode in ("question", "probe", "provisional", "idea")
        before = _before(turn, theme) if theme and inside else None
        if theme is None or before is None:
            turn.say("info", "bot.nothing_before")
            return present(turn)
        turn.say("info", "bot.gone_back")
        show_present_answer(turn, before)
        return go_to(turn, Position("question", theme=theme.id, question=before))


def _before(turn: Turn, theme: Theme) -> str | None:
    """A probe comes after its own question; a question after the one answered or skipped before it."""
    here = turn.conversation
    if here.mode == "probe":
        return here.question
    previous = previous_question(theme, turn.states, here.question)
    return previous.id if previous else None
