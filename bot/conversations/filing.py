"""Filing a citizen's words: under which question, as which revision. Nothing written is dropped."""

from collections.abc import Sequence
from datetime import datetime

from bot import contact_details
from bot.conversations.availability import availability
from bot.conversations.labelling import label
from bot.conversations.turn import Turn
from bot.questionnaire import remark_id, written_in_time
from bot.storage import answers, erasing
from bot.storage.models import Answer, AnswerPart, Message


def file_words(turn: Turn, *, question: str, state: str = "given", keep_parts: bool) -> Answer:
    """Files this turn's message under a question, after the parts there are or in their place."""
    assert turn.message is not None
    return _file(turn, turn.message, question=question, state=state, keep_parts=keep_parts)


def file_part(turn: Turn, text: Message, *, question: str, keep_parts: bool) -> Answer:
    """Files an earlier text under a question, after the parts there are or in their place."""
    return _file(turn, text, question=question, state="given", keep_parts=keep_parts)


def _file(turn: Turn, text: Message, *, question: str, state: str, keep_parts: bool) -> Answer:
    answer = _answer_to(turn, question)
    answer.version = turn.catalogue.question(question).version
    answer.late = answer.late or _is_late(turn)
    doubted = answer.state == "provisional"
    ended = answers.revise(turn.session, answer, text, state=state, at=turn.at, keep_parts=keep_parts)
    turn.replaced = bool(ended)
    label(turn, answer, otherwise=answer.lang if keep_parts else turn.lang)
    if not turn.understanding.wavering and (doubted or ended):
        _forget_removed_details(turn, answer, answers.replaced(turn.session, answer) if doubted else ended)
    return answer


def say_anew(turn: Turn, answer: Answer, before: Message, text: Message) -> None:
    """Puts a text in the place of another, as a revision of the answer."""
    ended = answers.exchange(turn.session, answer, before, text, at=turn.at)
    _forget_removed_details(turn, answer, ended)


def settle(turn: Turn, answer: Answer) -> None:
    """Words that were in doubt are the answer."""
    answers.settle(answer, at=turn.at)
    _forget_removed_details(turn, answer, answers.replaced(turn.session, answer))


def _forget_removed_details(turn: Turn, answer: Answer, earlier: Sequence[AnswerPart]) -> None:
    """A change that takes contact details away erases the text that had them."""
    had, has = ([part.message.text for part in parts] for parts in (earlier, answer.parts))
    if contact_details.found_in(*had) - contact_details.found_in(*has):
        turn.erased = erasing.erase_earlier(turn.session, answer, instead=turn.phrases.say("bot.erased_quotation"))
        turn.say("info", "bot.earlier_erased")


def _answer_to(turn: Turn, question: str) -> Answer:
    return answers.open_answer(
        turn.session,
        turn.conversation,
        theme=turn.catalogue.theme_of(question).id,
        question=question,
        version=turn.catalogue.question(question).version,
        at=turn.at,
    )


def file_remark(turn: Turn, *, theme: str | None, state: str = "given", keep_parts: bool = True) -> Answer:
    """Files free text with no question open as the theme's remark, after the earlier ones or in their place."""
    assert turn.message is not None
    return file_earlier_remark(turn, turn.message, theme=theme, state=state, keep_parts=keep_parts)


def file_earlier_remark(
    turn: Turn, text: Message, *, theme: str | None, state: str = "given", keep_parts: bool = True
) -> Answer:
    """Files an earlier text as the theme's remark; remarks that were given stay given."""
    answer = answers.open_answer(
        turn.session, turn.conversation, theme=theme, question=remark_id(theme), version=1, at=turn.at
    )
    answer.late = answer.late or _is_late(turn)
    state = "given" if answer.state == "given" else state
    ended = answers.revise(turn.session, answer, text, state=state, at=turn.at, keep_parts=keep_parts)
    label(turn, answer, otherwise=answer.lang)
    if ended:
        _forget_removed_details(turn, answer, ended)
    return answer


def file_detail(turn: Turn, text: Message, answer: Answer) -> None:
    """Files a text as what was said to the probe of an answer."""
    answer.late = answer.late or _is_late(turn)
    answers.add_detail(turn.session, answer, text)


def file_doubtful_detail(turn: Turn, text: Message, answer: Answer) -> None:
    """Files a text as what may have been said to the probe of an answer."""
    answer.late = answer.late or _is_late(turn)
    answers.doubt_detail(turn.session, answer, text, at=turn.at)


def file_skip(turn: Turn, question: str) -> None:
    """Notes that a question was passed over; an answer already there stays, and so do words that were in doubt."""
    answer = _answer_to(turn, question)
    if answer.state == "provisional" and answer.sure_revision is not None:
        answers.drop_doubt(turn.session, answer, at=turn.at)
    elif answer.state == "provisional":
        answer.state = "skipped"
    elif answer.state != "given":
        answers.revise(turn.session, answer, None, state="skipped", at=turn.at, keep_parts=False)


def is_taken(turn: Turn) -> bool:
    """Whether this message may be filed: it arrived, or was written, while the consultation was open."""
    if turn.conversation.withdrawn_at is not None:
        return False
    return turn.catalogue.consultation.state(_arrived(turn)) == "open" or _is_late(turn)


def refuse(turn: Turn) -> None:
    """Says kindly why nothing is filed."""
    turn.say("info", f"bot.refused.{availability(turn)}")


def _arrived(turn: Turn) -> datetime:
    """When the message was accepted, by the consultation's clock: an outage afterwards takes nothing from it."""
    return (turn.message.at if turn.message else turn.at) + turn.clock.offset


def _is_late(turn: Turn) -> bool:
    written = turn.message.written_at if turn.message else None
    closes, offset = turn.catalogue.consultation.closes, turn.clock.offset
    return written is not None and written_in_time(written + offset, closes=closes, now=_arrived(turn))
