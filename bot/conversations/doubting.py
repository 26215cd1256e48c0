"""An unsure text: kept under its question, which stays open, until its author says yes or no, or writes on."""

from bot.conversations import choices
from bot.conversations.filing import file_doubtful_detail, file_words
from bot.conversations.side_questions import answer_guess
from bot.conversations.steps import go_to
from bot.conversations.turn import Turn
from bot.questionnaire import Position
from bot.storage.models import Answer


def keep_in_doubt(turn: Turn, question: str, *, keep_parts: bool) -> None:
    """As what may be the answer, or a correction of it."""
    file_words(turn, question=question, state="provisional", keep_parts=keep_parts)
    _ask(turn, question)


def keep_detail_in_doubt(turn: Turn, answer: Answer) -> None:
    """As what may have been said to the probe of an answer."""
    assert turn.message is not None
    file_doubtful_detail(turn, turn.message, answer)
    _ask(turn, answer.question)


def _ask(turn: Turn, question: str) -> None:
    """Is this the answer? The request it may have been is a button; what was open is remembered."""
    answer_guess(turn)
    here, heard = turn.conversation, turn.understanding
    before = {"mode": here.mode, "pending": here.pending}
    pending = {
        "about": "doubt",
        "choice": choices.of_intent(heard.guess, heard.entities, turn.catalogue),
        "before": (here.pending or {}).get("before") if here.mode == "provisional" else before,
    }
    go_to(turn, Position("provisional", theme=here.theme, question=question), pending=pending)
