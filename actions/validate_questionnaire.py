"""An answer: filed word for word under its question, then the next question."""

from actions.turn_action import TurnAction
from bot.conversations.answering import take_answer, take_detail, take_further_part
from bot.conversations.doubting import keep_detail_in_doubt, keep_in_doubt
from bot.conversations.filing import file_remark, is_taken, refuse, settle
from bot.conversations.prompts import present
from bot.conversations.steps import show_menu
from bot.conversations.turn import Turn
from bot.storage import answers
from bot.storage.models import Answer


class ValidateQuestionnaire(TurnAction):
    action = "validate_questionnaire"

    def perform(self, turn: Turn) -> None:
        question = turn.meant.question
        if not is_taken(turn):
            refuse(turn)
            return show_menu(turn)
        if question is None:
            return _keep_as_remark(turn)
        known = answers.find(turn.session, turn.conversation, question)
        if turn.meant.mode == "probe" and known is not None and known.state == "given" and not _waits(turn):
            return keep_detail_in_doubt(turn, known) if _is_in_doubt(turn) else take_detail(turn, known)
        if known is not None and _concerns_a_detail(turn, known):
            return _further_detail(turn, known)
        if (turn.stale and not _settles_a_doubt(turn)) or _waits(turn):
            return take_further_part(turn, question)
        adds = _adds(turn, known)
        return (keep_in_doubt if _is_in_doubt(turn) else take_answer)(turn, question, keep_parts=adds)


def _waits(turn: Turn) -> bool:
    """Whether the probe of this question waits for a silence: its author has not seen it."""
    return turn.conversation.probe_at is not None and turn.conversation.question == turn.meant.question


def _settles_a_doubt(turn: Turn) -> bool:
    """Whether an earlier text under the same question is still provisional: this one settles it."""
    here = turn.conversation
    return here.mode == "provisional" and here.question == turn.meant.question


def _further_detail(turn: Turn, known: Answer) -> None:
    """After a detail in doubt: one more in doubt, or the words that settle it."""
    if _is_in_doubt(turn):
        return keep_detail_in_doubt(turn, known)
    settle(turn, known)
    return take_detail(turn, known)


def _concerns_a_detail(turn: Turn, known: Answer) -> bool:
    """Whether what is in doubt was said to a probe."""
    before = (turn.conversation.pending or {}).get("before") or {}
    return _settles_a_doubt(turn) and known.state == "provisional" and before.get("mode") == "probe"


def _is_in_doubt(turn: Turn) -> bool:
    """Whether its author is to be asked."""
    return turn.understanding.unsure and not turn.stale


def _adds(turn: Turn, known: Answer | None) -> bool:
    adding = (turn.conversation.pending or {}).get("about") == "add"
    return adding or (known is not None and known.state == "provisional")


def _keep_as_remark(turn: Turn) -> None:
    """Its question has left the content since it was asked."""
    file_remark(turn, theme=turn.meant.theme)
    turn.say("ack", "bot.remark_kept")
    present(turn)
