"""Free text with no question open: kept as a remark on the theme."""

from actions.turn_action import TurnAction
from bot.conversations.filing import file_remark, is_taken, refuse
from bot.conversations.prompts import present
from bot.conversations.side_questions import answer_guess
from bot.conversations.steps import finish_theme, show_menu
from bot.conversations.turn import Turn
from bot.plain_words import is_said


class KeepRemark(TurnAction):
    action = "action_keep_remark"

    def perform(self, turn: Turn) -> None:
        if not is_taken(turn):
            refuse(turn)
            return show_menu(turn)
        idea = turn.conversation.mode == "idea" and not turn.stale
        if idea and _says_no_more(turn):
            return finish_theme(turn)
        file_remark(turn, theme=turn.meant.theme)
        if idea:
            return finish_theme(turn)
        turn.say("ack", "bot.remark_kept")
        answer_guess(turn)
        return present(turn)


def _says_no_more(turn: Turn) -> bool:
    """ "Nothing to add" is no idea."""
    return turn.message is not None and is_said(turn.message.text, turn.catalogue.words("answers.complete_alone"))
