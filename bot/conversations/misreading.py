"""Undoing a misreading: a text taken for a control, or a control kept as an answer."""

from bot.conversations.answering import after_answer
from bot.conversations.deciding import say_set_aside, set_provisional_aside
from bot.conversations.filing import file_detail, file_earlier_remark, file_part, is_taken, settle
from bot.conversations.prompts import present
from bot.conversations.reopening import remember_origin
from bot.conversations.steps import finish_theme, go_on, go_to, is_open
from bot.conversations.turn import Turn
from bot.questionnaire import Position
from bot.storage import answers, messages
from bot.storage.models import Answer, Message

# What is said of a text: of one that was misread, or to "is this your answer?".
ABOUT_A_TEXT = frozenset(("action_claim_reply", "action_disclaim_reply", "action_affirm", "action_deny"))


def claim(turn: Turn) -> None:
    """That was my answer: files an earlier text where it was written for, and undoes what was made of it."""
    text = _meant(turn)
    if text is None or not is_taken(turn):
        turn.say("info", "bot.nothing_to_claim")
        return present(turn)
    if _is_the_last_thing_said(turn, text):
        _undo(turn, text)
        _put_back(turn, text)
    answer = _file(turn, text)
    turn.say("ack", "bot.ack")
    here = turn.conversation
    if here.mode == text.mode == "idea":
        return finish_theme(turn)
    if here.question != text.question or here.question is None:
        return present(turn)
    turn.move(Position("question", theme=here.theme, question=here.question))
    return go_on(turn) if text.mode == "probe" else after_answer(turn, answer)


def _is_the_last_thing_said(turn: Turn, text: Message) -> bool:
    assert turn.message is not None
    before = messages.last_said_before(turn.session, turn.conversation.id, turn.message.seq)
    return before is not None and before.seq == text.seq


def _undo(turn: Turn, text: Message) -> None:
    """Back to where the text was written, if what was made of it led away: its prompt, theme, question and language."""
    here = turn.conversation
    here.lang = text.lang
    if (here.theme, here.question) == (text.theme, text.question):
        return
    here.return_to = None
    mode = "question" if text.mode == "provisional" else text.mode or "menu"
    turn.move(Position(mode, theme=text.theme, question=text.question))
    turn.leave_what_is_gone()


def _put_back(turn: Turn, text: Message) -> None:
    """If the text was taken for "that was no answer": what it set aside is an answer again."""
    said = messages.replies(turn.session, turn.conversation.id, text.seq)
    offered = [choice["id"] for row in said for choice in row.choices or () if row.action == "action_disclaim_reply"]
    for each in _texts_before(turn):
        if each.seq != text.seq and f"was_answer:{each.seq}" in offered:
            _file(turn, each)


def _file(turn: Turn, text: Message) -> Answer:
    held = answers.holding(turn.session, text)
    known = answers.find(turn.session, turn.conversation, text.question or "")
    if held is not None:
        settle(turn, held)
        return held
    if text.mode == "probe" and known is not None and known.state == "given":
        file_detail(turn, text, known)
        return known
    if text.question is not None and turn.catalogue.has_question(text.question):
        return file_part(turn, text, question=text.question, keep_parts=not _corrects(turn, text))
    return file_earlier_remark(turn, text, theme=text.theme)


def _corrects(turn: Turn, text: Message) -> bool:
    """Whether the text was written to replace an answer."""
    here = turn.conversation
    adding = (here.pending or {}).get("about") == "add"
    return here.return_to is not None and here.question == text.question and not adding


def disclaim(turn: Turn) -> None:
    """That was no answer: takes an earlier text out of its answer, and asks again."""
    text = _meant(turn) if "seq" in turn.understanding.entities else _last_filed(turn)
    answer = answers.holding(turn.session, text) if text else None
    if text is None or answer is None:
        turn.say("info", "bot.nothing_to_claim")
        return present(turn)
    here = turn.conversation
    if answer.state == here.mode == "provisional" and answer.question == here.question:
        return set_provisional_aside(turn)
    left = answers.take_out(turn.session, answer, text, at=turn.at)
    say_set_aside(turn, text)
    theme = turn.catalogue.theme_of(answer.question) if turn.catalogue.has_question(answer.question) else None
    if theme is None or not is_open(turn, theme) or (left and text.mode != "probe"):
        return present(turn)
    if theme.id != here.theme:
        remember_origin(turn)
    return go_to(turn, Position("probe" if left else "question", theme=answer.theme, question=answer.question))


def _meant(turn: Turn) -> Message | None:
    """The text spoken of: by number in a tap, else the last one that is not itself about a misreading."""
    seq = turn.understanding.entities.get("seq")
    texts = _texts_before(turn)
    if seq is None:
        return next((each for each in texts if not _is_about_a_misreading(turn, each)), None)
    return next((each for each in texts if each.seq == int(seq)), None)


def _last_filed(turn: Turn) -> Message | None:
    return next((each for each in _texts_before(turn) if answers.holding(turn.session, each)), None)


def _texts_before(turn: Turn) -> list[Message]:
    """Latest first; an erased text and a receipt code are no words of an answer."""
    assert turn.message is not None
    now = turn.message.seq
    said = messages.said(turn.session, turn.conversation.id)
    return [each for each in said if each.seq < now and each.text and each.receipt_of is None]


def _is_about_a_misreading(turn: Turn, text: Message) -> bool:
    said = messages.replies(turn.session, turn.conversation.id, text.seq)
    return bool(said) and said[0].action in ABOUT_A_TEXT
