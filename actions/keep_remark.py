"""Free text with no question open: kept as a remark on the theme."""

from actions.turn_action import TurnAction
from bot.conversations.filing import file_remark, is_taken, refuse
from bot.conversations.prompts import present
from bot.conversations.side_questions import answer_guess
from bot.conversations.steps import finish_theme, show_menu
from bot.conversations.turn import Turn


class KeepRemark(TurnAction):
    action = "action_keep_remark"

    def perform(self, turn: Turn) -> None:
        if not is_taken(turn):
            refuse(turn)
            return show_menu(turn)
        file_remark(turn, theme=turn.meant.theme)
        if turn.conversation.mode == "idea" and not turn.stale:
            return finish_theme(turn)
        turn.say("ack", "bot.remark_kept")
        answer_guess(turn)
        return present(turn)
