"""A correction costs the same at the hundredth revision as at the second."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from sqlalchemy import event
from sqlalchemy.orm import Session

from bot.storage import answers
from bot.storage.database import Database
from tests.storage.conftest import AT, answered, conversation, text


@contextmanager
def statements(database: Database) -> Iterator[list[str]]:
    """What is sent to the database while the block lasts."""
    sent: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        sent.append(statement)

    event.listen(database.engine, "before_cursor_execute", note)
    yield sent
    event.remove(database.engine, "before_cursor_execute", note)


def corrected(session: Session, revisions: int) -> tuple[list[str], bool]:
    """The words that one more correction replaces, and whether an earlier one replaced any."""
    here = conversation(session, f"of-{revisions}")
    answer = answered(session, here, *(f"texte {number}" for number in range(revisions)))
    session.expire_all()
    replaced = answers.revise(session, answer, text(session, here, "dernier"), state="given", at=AT, keep_parts=False)
    return [part.message.text for part in replaced], answers.has_replaced_words(session, answer)


@pytest.mark.parametrize("revisions", [2, 100])
def test_one_more_correction_reads_one_part(session: Session, database: Database, revisions: int) -> None:
    replaced, any_words = corrected(session, revisions)
    assert replaced == [f"texte {revisions - 1}"]
    assert any_words


def test_what_was_replaced_comes_with_its_words_in_one_statement(session: Session, database: Database) -> None:
    here = conversation(session, "here")
    answer = answered(session, here, *(f"texte {number}" for number in range(50)))
    session.expire_all()
    assert answer.parts
    with statements(database) as sent:
        assert len([part.message.text for part in answers.replaced(session, answer)]) == 49
    assert len(sent) <= 2
