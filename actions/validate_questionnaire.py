"""An answer: filed word for word under its question, then the next question."""

from actions.turn_action import TurnAction
from bot.conversations import choices
from bot.conversations.answering import take_answer, take_detail, take_further_part
from bot.conversations.filing import file_remark, file_words, is_taken, refuse
from bot.conversations.prompts import present
from bot.conversations.side_questions import answer_guess
from bot.conversations.steps import go_to, show_menu
from bot.conversations.turn import Turn
from bot.questionnaire import Position
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
        known = answers.find(turn.session, turn.conversation.id, question)
        if turn.meant.mode == "probe" and known is not None and known.state == "given" and not _waits(turn):
            return take_detail(turn, known)
        if (turn.stale and not _settles_a_doubt(turn)) or _waits(turn):
            return take_further_part(turn, question)
        if turn.understanding.unsure and not (known is not None and known.state == "given"):
            return _keep_provisionally(turn, question, known)
        return take_answer(turn, question, keep_parts=_adds(turn, known))


def _waits(turn: Turn) -> bool:
    """Whether the probe of this question waits for a silence: its author has not seen it."""
    return turn.conversation.probe_at is not None and turn.conversation.question == turn.meant.question


def _settles_a_doubt(turn: Turn) -> bool:
    """Whether an earlier text under the same question is still provisional: this one settles it."""
    here = turn.conversation
    return here.mode == "provisional" and here.question == turn.meant.question


def _adds(turn: Turn, known: Answer | None) -> bool:
    adding = (turn.conversation.pending or {}).get("about") == "add"
    return adding or (known is not None and known.state == "provisional")


def _keep_as_remark(turn: Turn) -> None:
    """Its question has left the content since it was asked."""
    file_remark(turn, theme=turn.meant.theme)
    turn.say("ack", "bot.remark_kept")
    present(turn)


def _keep_provisionally(turn: Turn, question: str, known: Answer | None) -> None:
    """Kept under its question, which stays open, until its author says yes or writes on."""
    if turn.conversation.mode == "provisional":
        return take_answer(turn, question, keep_parts=True)
    provisional = known is not None and known.state == "provisional"
    file_words(turn, question=question, state="provisional", keep_parts=provisional)
    answer_guess(turn)
    guess = choices.of_intent(turn.understanding.guess, turn.understanding.entities, turn.catalogue)
    pending = {"about": "guess", "choice": guess} if guess else None
    return go_to(turn, Position("provisional", theme=turn.conversation.theme, question=question), pending=pending)
