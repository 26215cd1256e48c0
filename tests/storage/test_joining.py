"""Two conversations made one: every revision of both is there, in order, and leaves with the one that holds them."""

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.storage import answers, conversations, joining, tokens
from bot.storage.models import Answer, AnswerPart, Conversation, Message
from tests.storage.conftest import AT, answered, conversation, text


def history(session: Session, answer: Answer) -> list[tuple[str, int, int | None, str]]:
    """Words, first revision, first revision without them, role: in the order of revisions."""
    rows = session.scalars(select(AnswerPart).filter_by(answer_id=answer.id).order_by(AnswerPart.since, AnswerPart.at))
    return [(each.message.text, each.since, each.until, each.role) for each in rows]


@pytest.fixture
def here(session: Session) -> Conversation:
    return conversation(session, "here")


@pytest.fixture
def there(session: Session) -> Conversation:
    return conversation(session, "there")


def test_the_revisions_of_the_earlier_answer_come_first(
    session: Session, here: Conversation, there: Conversation
) -> None:
    earlier, later = answered(session, there, "un", "deux"), answered(session, here, "trois", "quatre")
    joining.put_before(session, earlier, later, keep_both=False)
    assert history(session, later) == [
        ("un", 1, 2, "text"),
        ("deux", 2, 3, "text"),
        ("trois", 3, 4, "text"),
        ("quatre", 4, None, "text"),
    ]
    assert (later.revision, answers.words(later)) == (4, "quatre")
    assert answers.find(session, there, "a.b") is None
    assert answers.replaced(session, later)


def test_both_may_stay_in_the_present_revision(session: Session, here: Conversation, there: Conversation) -> None:
    earlier, later = (
        answered(session, there, "un", question="a.remark"),
        answered(session, here, "deux", question="a.remark"),
    )
    joining.put_before(session, earlier, later, keep_both=True)
    assert sorted((answers.words(later) or "").split("\n")) == ["deux", "un"]
    assert not answers.replaced(session, later)


def test_details_and_parts_added_keep_their_place(session: Session, here: Conversation, there: Conversation) -> None:
    earlier, later = answered(session, there, "un"), answered(session, here, "deux")
    answers.add_detail(session, earlier, text(session, there, "précision d’avant"))
    answers.add_detail(session, later, text(session, here, "précision"))
    answers.revise(session, later, text(session, here, "trois"), state="given", at=AT, keep_parts=True)
    joining.put_before(session, earlier, later, keep_both=False)
    assert history(session, later) == [
        ("un", 1, 2, "text"),
        ("précision d’avant", 1, 2, "detail"),
        ("deux", 2, None, "text"),
        ("précision", 2, None, "detail"),
        ("trois", 3, None, "text"),
    ]
    assert (answers.words(later), answers.words(later, role="detail")) == ("deux\ntrois", "précision")


def test_an_answer_without_words_adds_no_revision_of_words(
    session: Session, here: Conversation, there: Conversation
) -> None:
    skipped, given = answered(session, here), answered(session, there, "un")
    answers.revise(session, skipped, None, state="skipped", at=AT, keep_parts=False)
    joining.put_before(session, skipped, given, keep_both=False)
    assert history(session, given) == [("un", 2, None, "text")]
    assert given.revision == 2


def test_receipts_open_the_other_and_access_tokens_nothing(
    session: Session, here: Conversation, there: Conversation
) -> None:
    tokens.add(session, digest="r", conversation_id="there", kind="receipt", at=AT)
    tokens.add(session, digest="t", conversation_id="there", kind="access", at=AT)
    tokens.remember_creation(session, digest="k", conversation_id="there", at=AT)
    session.flush()
    joining.join(session, there, to="here")
    session.flush()
    assert tokens.conversation_of(session, "r", "receipt") == "here"
    assert tokens.conversation_of(session, "t", "access") is None
    assert tokens.conversation_created_with(session, "k", AT) is None
    assert [each.id for each in joining.joined(session, "here")] == ["there"]


def test_what_was_joined_before_comes_along_and_leaves_along(
    session: Session, here: Conversation, there: Conversation
) -> None:
    oldest, bystander = conversation(session, "oldest"), conversation(session, "bystander")
    for each in (oldest, there, here, bystander):
        text(session, each, f"mots de {each.id}")
    joining.join(session, oldest, to="there")
    session.flush()
    joining.join(session, there, to="here")
    session.flush()
    assert {each.id for each in joining.joined(session, "here")} == {"oldest", "there"}
    assert conversations.erase(session, "here") == 1
    session.expire_all()
    assert session.scalars(select(Conversation.id)).all() == ["bystander"]
    assert session.scalars(select(Message.text)).all() == ["mots de bystander"]


def test_a_joined_conversation_does_not_grow_old_by_itself(
    session: Session, here: Conversation, there: Conversation
) -> None:
    joining.join(session, there, to="here")
    here.last_at = AT.replace(year=2024)
    session.flush()
    assert conversations.erase_silent_since(session, AT.replace(month=6)) == 0
    assert conversations.erase_silent_since(session, AT.replace(year=2025)) == 1
    assert session.scalars(select(Conversation.id)).all() == []
