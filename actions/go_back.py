"""Goes back to the question asked before, within the theme."""

from actions.turn_action import TurnAction
from bot.conversations.prompts import present
from bot.conversations.steps import go_to
from bot.conversations.turn import Turn
from bot.questionnaire import Position, previous_question


class GoBack(TurnAction):
    action = "action_go_back"
    bound = True

    def perform(self, turn: Turn) -> None:
        theme = turn.theme
        inside = turn.conversation.mode in ("question", "probe", "provisional", "idea")
        before = previous_question(theme, turn.states, turn.conversation.question) if theme and inside else None
        if theme is None or before is None:
            turn.say("info", "bot.nothing_before")
            return present(turn)
        turn.say("info", "bot.gone_back")
        return go_to(turn, Position("question", theme=theme.id, question=before.id))
