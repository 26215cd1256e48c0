"""A conversation's beginning: the notice first, then the menu or the theme asked for."""

from datetime import datetime
from uuid import uuid4

from sqlalchemy.orm import Session

from bot.catalogue import Catalogue
from bot.clock import Clock
from bot.conversations.errors import UnknownLanguage, UnknownTheme
from bot.conversations.steps import open_theme, show_menu
from bot.conversations.turn import Reply, Turn
from bot.storage.models import Conversation


def begin(
    session: Session,
    *,
    catalogue: Catalogue,
    clock: Clock,
    at: datetime,
    lang: str | None = None,
    theme: str | None = None,
    channel: str = "web",
    rehearsal: bool = False,
    conversation_id: str | None = None,
    asking: bool = True,
) -> Conversation:
    """Makes the conversation and its first messages in one transaction; the notice alone if nothing is asked yet."""
    if lang is not None and lang not in catalogue.languages:
        raise UnknownLanguage
    if theme is not None and theme not in {each.id for each in catalogue.themes}:
        raise UnknownTheme
    conversation = Conversation(
        id=conversation_id or str(uuid4()),
        channel=channel,
        rehearsal=rehearsal,
        lang=lang or catalogue.default_language,
        created_at=at,
        last_at=at,
        last_seq=0,
        erasures=0,
        mode="menu",
        profile_asked=False,
        receipt_offered=False,
    )
    session.add(conversation)
    session.flush()
    turn = Turn(session=session, conversation=conversation, catalogue=catalogue, clock=clock, at=at)
    turn.replies.append(_notice(turn))
    if asking:
        open_theme(turn, catalogue.theme(theme)) if theme else show_menu(turn)
    turn.publish("start")
    return conversation


def _notice(turn: Turn) -> Reply:
    links = [{"href": f"/privacy?lang={turn.lang}", "label": turn.phrases.say("privacy.link"), "kind": "privacy"}]
    if turn.conversation.channel == "telegram":  # there is another way than through that company
        links.append({"href": f"/?lang={turn.lang}", "label": turn.phrases.say("telegram.site"), "kind": "resource"})
    notice = turn.catalogue.notice
    said = {"form": notice.form, "telegram": notice.telegram}.get(turn.conversation.channel, notice.short)
    return Reply(kind="notice", text=turn.catalogue.fill(said, turn.lang, turn.clock.now()), links=links)
