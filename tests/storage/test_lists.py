"""An answer's parts and a conversation's answers are kept in memory as the database has them."""

from collections.abc import Callable

import pytest
from sqlalchemy.orm import Session

from bot.storage import answers, joining
from bot.storage.models import Answer, Conversation
from tests.storage.conftest import AT, answered, conversation, text

Change = Callable[[Session, Conversation, Answer], object]


def revises(session: Session, here: Conversation, answer: Answer) -> None:
    answers.revise(session, answer, text(session, here, "autre"), state="given", at=AT, keep_parts=False)


def adds(session: Session, here: Conversation, answer: Answer) -> None:
    answers.revise(session, answer, text(session, here, "encore"), state="given", at=AT, keep_parts=True)


def adds_a_detail(session: Session, here: Conversation, answer: Answer) -> None:
    answers.add_detail(session, answer, text(session, here, "précision"))


def doubts_a_detail(session: Session, here: Conversation, answer: Answer) -> None:
    answers.doubt_detail(session, answer, text(session, here, "précision"), at=AT)


def takes_out_the_only_text(session: Session, here: Conversation, answer: Answer) -> None:
    answers.take_out(session, answer, answer.parts[0].message, at=AT)


def takes_out_a_correction(session: Session, here: Conversation, answer: Answer) -> None:
    revises(session, here, answer)
    answers.take_out(session, answer, answer.parts[0].message, at=AT)


def drops_a_doubt(session: Session, here: Conversation, answer: Answer) -> None:
    answers.revise(session, answer, text(session, here, "peut-être"), state="provisional", at=AT, keep_parts=True)
    answers.drop_doubt(session, answer, at=AT)


def opens_another(session: Session, here: Conversation, answer: Answer) -> None:
    answers.open_answer(session, here, theme="a", question="a.c", version=1, at=AT)


def receives_one(session: Session, here: Conversation, answer: Answer) -> None:
    joining.move(session, answered(session, conversation(session, "there"), "là", question="a.d"), to=here)


CHANGES: tuple[Change, ...] = (
    revises,
    adds,
    adds_a_detail,
    doubts_a_detail,
    takes_out_the_only_text,
    takes_out_a_correction,
    drops_a_doubt,
    opens_another,
    receives_one,
)


def lists(session: Session, here: Conversation) -> list[tuple[str, str, list[tuple[str, str]]]]:
    """Question, state and parts of each answer, as whoever holds the conversation sees them."""
    found = [answers.find(session, here, question) for question in answers.states(session, here)]
    return [
        (each.question, each.state, [(part.role, part.message.text) for part in each.parts]) for each in found if each
    ]


@pytest.mark.parametrize("change", CHANGES, ids=lambda each: each.__name__)
def test_what_is_in_memory_is_what_is_stored(session: Session, change: Change) -> None:
    here = conversation(session, "here")
    answered(session, here, "un")
    session.expire_all()
    answer = answers.find(session, here, "a.b")
    assert answer is not None
    change(session, here, answer)
    known = lists(session, here)
    session.flush()
    session.expire_all()
    assert known == lists(session, here)
