"""A citizen's own contribution: the answers as data, and a copy to read or keep."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from pydantic import BaseModel
from sqlalchemy.orm import Session

from bot.catalogue import Catalogue
from bot.conversations.transcript import shown
from bot.storage import answers, conversations, joining, messages
from bot.storage.models import Answer, Conversation


class ShownAnswer(BaseModel):
    """An answer of the public contract, v1."""

    question: str
    version: int
    text: str | None
    detail: str | None
    lang: str
    state: str
    revision: int
    at: datetime


def shown_answers(session: Session, conversation_id: str) -> list[ShownAnswer]:
    """Every answer of a conversation, in the order first given."""
    conversation = conversations.find(session, conversation_id)
    withdrawn = conversation is not None and conversation.withdrawn_at is not None
    rows = answers.of_conversation(session, conversation_id)
    return [_shown(each, "withdrawn" if withdrawn else each.state) for each in rows]


def _shown(answer: Answer, state: str) -> ShownAnswer:
    return ShownAnswer(
        question=answer.question,
        version=answer.version,
        text=answers.words(answer),
        detail=answers.words(answer, role="detail"),
        lang=answer.lang,
        state=state,
        revision=answer.revision,
        at=answer.at,
    )


def own_copy(session: Session, conversation_id: str, catalogue: Catalogue) -> Mapping[str, Any]:
    """All that is held about a conversation: answers with their questions, transcript, profile.

    `earlier` has the transcripts of the conversations that were joined to it.
    """
    conversation = conversations.find(session, conversation_id)
    assert conversation is not None
    return {
        "consultation": catalogue.consultation.title[conversation.lang],
        "contact": catalogue.consultation.contact,
        "conversation": conversation.id,
        "lang": conversation.lang,
        "began": conversation.created_at.isoformat(),
        "profile": _profile(conversation),
        "answers": [
            {"asked": asked(catalogue, each.question, conversation.lang), **each.model_dump(mode="json")}
            for each in shown_answers(session, conversation_id)
        ],
        "earlier": [_transcript(session, each.id, catalogue) for each in joining.joined(session, conversation_id)],
        "messages": _transcript(session, conversation_id, catalogue),
    }


def _transcript(session: Session, conversation_id: str, catalogue: Catalogue) -> list[dict[str, Any]]:
    rows = messages.after(session, conversation_id, 0)
    return [shown(row, catalogue).model_dump(mode="json", by_alias=True) for row in rows]


def _profile(conversation: Conversation) -> dict[str, str | None]:
    return {"public": conversation.public, "capacity": conversation.capacity}


def asked(catalogue: Catalogue, question: str, lang: str) -> str:
    """What was asked, in a language; free remarks were not asked for."""
    if catalogue.has_question(question):
        return catalogue.question(question).question[lang]
    return catalogue.phrasebooks[lang].say("bot.recap.remark")
