"""Passes over what is open: a question, the last idea, the profile."""

from actions.turn_action import TurnAction
from bot.conversations.filing import file_skip
from bot.conversations.prompts import present
from bot.conversations.steps import finish_theme, go_on, show_menu
from bot.conversations.turn import Turn


class SkipQuestion(TurnAction):
    action = "action_skip_question"
    bound = True

    def perform(self, turn: Turn) -> None:
        here = turn.conversation
        if here.mode == "idea":
            return finish_theme(turn)
        if here.mode == "profile":
            return show_menu(turn)
        if here.mode == "probe":
            turn.say("info", "bot.probe_skipped")
            return go_on(turn)
        if here.question is None:
            turn.say("info", "bot.nothing_to_skip")
            return present(turn)
        file_skip(turn, here.question)
        turn.say("info", "bot.kept" if turn.states[here.question] == "given" else "bot.skipped")
        return go_on(turn)
