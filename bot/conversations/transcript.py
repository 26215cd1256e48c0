"""A stored message, as every channel receives it."""

from datetime import datetime
from typing import Any

from pydantic import BaseModel, Field

from bot.catalogue import Catalogue
from bot.conversations import choices
from bot.storage.models import Message


class Choice(BaseModel):
    """Something that can be tapped under a message."""

    id: str
    label: str


class Link(BaseModel):
    """`kind`: privacy, resource, registration, join, replay, calendar, contact, form, export, receipt."""

    href: str
    label: str
    kind: str


class ShownMessage(BaseModel):
    """A message of the public contract, v1."""

    seq: int
    id: str
    sender: str = Field(serialization_alias="from")
    at: datetime
    lang: str
    kind: str
    text: str
    asked: str | None
    progress: dict[str, Any] | None
    choices: list[Choice]
    links: list[Link]


def shown(row: Message, catalogue: Catalogue) -> ShownMessage:
    """A tap carries no words of its own: it shows the label that was tapped, unless that was typed."""
    text = row.text or (choices.label(row.choice, catalogue, row.lang) if row.choice else "")
    return ShownMessage(
        seq=row.seq,
        id=row.id,
        sender=row.sender,
        at=row.at,
        lang=row.lang,
        kind=row.kind,
        text=text,
        asked=row.asked,
        progress=row.progress,
        choices=row.choices or [],
        links=row.links or [],
    )
