"""Words erased: from messages, revisions and quotations, and no others."""

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.storage import answers, erasing, joining
from bot.storage.models import AnswerPart, Conversation, Message
from tests.storage.conftest import AT, answered, conversation, quotation, text

INSTEAD, MARK, NUMBER = "(effacé)", "••••••", "06 12 34 56 78"


@pytest.fixture
def here(session: Session) -> Conversation:
    return conversation(session, "here")


def texts(session: Session) -> list[str]:
    session.flush()
    return list(session.scalars(select(Message.text).order_by(Message.conversation_id, Message.seq)))


def reworded(session: Session, said: Message) -> None:
    erasing.reword(session, said, f"un, {MARK}", here="here", removed={NUMBER}, instead=INSTEAD, at=AT)


def test_an_answer_s_words_leave_every_revision_and_quotation(session: Session, here: Conversation) -> None:
    other = answered(session, here, "autre réponse", question="a.c")
    answer = answered(session, here, "un", "deux")
    answers.add_detail(session, answer, text(session, here, "précision"))
    quotation(session, here, "un, deux, autre réponse", "a.b", "a.c")
    quotation(session, here, "autre réponse", "a.c")
    erasing.erase_words(session, answer, instead=INSTEAD, at=AT)
    assert texts(session) == ["autre réponse", "", "", "", INSTEAD, "autre réponse"]
    assert (answer.state, answers.words(answer), answers.words(answer, role="detail")) == ("withdrawn", None, None)
    assert session.scalars(select(AnswerPart).filter_by(answer_id=answer.id)).all() == []
    assert answers.words(other) == "autre réponse"


def test_a_message_erased_is_not_compared_any_more(session: Session, here: Conversation) -> None:
    answer = answered(session, here, "un")
    erasing.erase_words(session, answer, instead=INSTEAD, at=AT)
    assert session.scalars(select(Message.digest)).all() == [None]


def test_only_the_earlier_version_is_erased(session: Session, here: Conversation) -> None:
    answer = answered(session, here, "un", "deux", "trois")
    quotation(session, here, "deux", "a.b")
    assert erasing.erase_earlier(session, answer, instead=INSTEAD)
    assert texts(session) == ["", "", "trois", INSTEAD]
    assert (answers.words(answer), answer.state, answer.revision) == ("trois", "given", 3)
    assert not answers.replaced(session, answer)


def test_a_part_that_still_counts_is_not_an_earlier_version(session: Session, here: Conversation) -> None:
    answer = answered(session, here, "un", "deux")
    second = text(session, here, "trois")
    answers.revise(session, answer, second, state="given", at=AT, keep_parts=False)
    answers.take_out(session, answer, second, at=AT)
    assert answers.words(answer) == "deux"
    assert erasing.erase_earlier(session, answer, instead=INSTEAD)
    assert answers.words(answer) == "deux"
    assert "un" not in texts(session)
    assert "trois" not in texts(session)


def test_without_an_earlier_version_nothing_changes(session: Session, here: Conversation) -> None:
    answer = answered(session, here, "un")
    quotation(session, here, "un", "a.b")
    assert not erasing.erase_earlier(session, answer, instead=INSTEAD)
    assert texts(session) == ["un", "un"]


def test_quotations_in_a_joined_conversation_leave_too(session: Session, here: Conversation) -> None:
    there, stranger = conversation(session, "there"), conversation(session, "zz-stranger")
    answer = answered(session, there, "un")
    quotation(session, there, "un", "a.b")
    quotation(session, stranger, "à quelqu’un d’autre", "a.b")
    joining.join(session, there, to="here")
    answer.conversation_id = "here"
    session.flush()
    erasing.erase_words(session, answer, instead=INSTEAD, at=AT)
    assert texts(session) == ["", INSTEAD, "à quelqu’un d’autre"]


def test_a_message_reworded_makes_a_revision_of_its_answer(session: Session, here: Conversation) -> None:
    answer = answered(session, here, f"un, {NUMBER}")
    quotation(session, here, f"un, {NUMBER}", "a.b")
    said = answer.parts[0].message
    reworded(session, said)
    assert texts(session) == [f"un, {MARK}", INSTEAD]
    assert (answers.words(answer), answer.revision, said.digest) == (f"un, {MARK}", 2, None)


def test_a_message_reworded_after_a_correction_leaves_the_answer_as_it_is(session: Session, here: Conversation) -> None:
    answer = answered(session, here, f"un, {NUMBER}", "deux")
    quotation(session, here, f"un, {NUMBER}", "a.b")
    said = session.scalars(select(Message).filter_by(seq=1)).one()
    reworded(session, said)
    assert texts(session) == [f"un, {MARK}", "deux", INSTEAD]
    assert (answers.words(answer), answer.revision) == ("deux", 2)


def test_a_message_in_no_answer_leaves_what_quoted_it(session: Session, here: Conversation) -> None:
    there = conversation(session, "there")
    said = text(session, there, f"un, {NUMBER}")
    for each in (here, there):
        quotation(session, each, f"un, {NUMBER}", "a.b")
        quotation(session, each, "autre réponse", "a.c")
    joining.join(session, there, to="here")
    session.flush()
    reworded(session, said)
    assert texts(session) == [INSTEAD, "autre réponse", f"un, {MARK}", INSTEAD, "autre réponse"]
