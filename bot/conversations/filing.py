"""Filing a citizen's words: under which question, as which revision. Nothing written is dropped."""

from bot.conversations.availability import availability
from bot.conversations.turn import Turn
from bot.questionnaire import remark_id, written_in_time
from bot.storage import answers
from bot.storage.models import Answer, Message


def file_words(turn: Turn, *, question: str, state: str = "given", keep_parts: bool) -> Answer:
    """Files this turn's message under a question, after the parts there are or in their place."""
    assert turn.message is not None
    return _file(turn, turn.message, question=question, state=state, keep_parts=keep_parts)


def file_part(turn: Turn, text: Message, *, question: str) -> Answer:
    """Files an earlier text under a question, after the parts there are."""
    return _file(turn, text, question=question, state="given", keep_parts=True)


def _file(turn: Turn, text: Message, *, question: str, state: str, keep_parts: bool) -> Answer:
    answer = _answer_to(turn, question)
    answer.version = turn.catalogue.question(question).version
    answer.late = answer.late or _is_late(turn)
    answers.revise(answer, text, state=state, at=turn.at, keep_parts=keep_parts)
    return answer


def _answer_to(turn: Turn, question: str) -> Answer:
    return answers.open_answer(
        turn.session,
        turn.conversation,
        theme=turn.catalogue.theme_of(question).id,
        question=question,
        version=turn.catalogue.question(question).version,
        at=turn.at,
    )


def file_remark(turn: Turn, *, theme: str | None, state: str = "given") -> Answer:
    """Files free text with no question open as the theme's remark, after the earlier ones."""
    answer = answers.open_answer(
        turn.session, turn.conversation, theme=theme, question=remark_id(theme), version=1, at=turn.at
    )
    answer.late = answer.late or _is_late(turn)
    answers.revise(answer, turn.message, state=state, at=turn.at, keep_parts=True)
    return answer


def file_skip(turn: Turn, question: str) -> None:
    """Notes that a question was passed over; an answer already there stays."""
    answer = _answer_to(turn, question)
    if answer.state != "given":
        answers.revise(answer, None, state="skipped", at=turn.at, keep_parts=False)


def is_taken(turn: Turn) -> bool:
    """Whether this message may still be filed: the consultation is open, or it was written before it closed."""
    return availability(turn) == "open" or _is_late(turn)


def _is_late(turn: Turn) -> bool:
    written = turn.message.written_at if turn.message else None
    closes, offset = turn.catalogue.consultation.closes, turn.clock.offset
    return written is not None and written_in_time(written + offset, closes=closes, now=turn.clock.now())
