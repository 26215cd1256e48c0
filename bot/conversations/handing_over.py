"""Going on in another channel, by a code of one use and a short life: asked about before anything is joined."""

from datetime import datetime, timedelta
from typing import NamedTuple

from sqlalchemy.orm import Session

from bot.conversations.joining import WEIGHTS, join_contributions, refusal
from bot.conversations.keys import Keys
from bot.conversations.prompts import present
from bot.conversations.reopening import remember_origin
from bot.conversations.steps import go_to, return_to_origin
from bot.conversations.turn import Reply, Turn
from bot.questionnaire import Position
from bot.storage import answers, conversations, tokens
from bot.storage.models import Conversation

LIFE = timedelta(minutes=10)
# By whether the devices that have the conversation open may keep it.
KINDS = {False: "handover", True: "handkeep"}


class HandOver(NamedTuple):
    """The conversation that a code hands over, and whether it stays open where it was."""

    conversation_id: str
    keep: bool


def new_code(session: Session, keys: Keys, *, conversation_id: str, keep: bool, at: datetime) -> str:
    """A code that hands the conversation over; it replaces the ones before."""
    for kind in KINDS.values():
        tokens.forget(session, conversation_id=conversation_id, kind=kind)
    return keys.new_code(session, conversation_id=conversation_id, kind=KINDS[keep], at=at)


def use_code(session: Session, keys: Keys, code: str, *, at: datetime) -> HandOver | None:
    """What a code hands over, once; nothing if it is not known, was used, or is too old."""
    for keep, kind in KINDS.items():
        token = tokens.find(session, keys.digest(code), kind)
        if token is not None:
            token.revoked_at = at
            return HandOver(token.conversation_id, keep) if at - token.created_at <= LIFE else None
    return None


def ask_to_join(turn: Turn, handed: HandOver | None) -> None:
    """Says what would be joined, and asks; a conversation that has answers gets its receipt first."""
    other = _opened(turn, handed)
    why_not = refusal(turn, other) if other is not None else "expired"
    if handed is None or other is None or why_not:
        turn.say("info", f"bot.receipt.{why_not}")
        return present(turn)
    if _count(turn, turn.conversation):
        turn.replies.append(_own_receipt(turn))
    remember_origin(turn)
    # Who has begun the other one would read what was answered here.
    keep = handed.keep and not _count(turn, turn.conversation)
    about = "join_kept" if keep else "join"
    pending = {"about": about, "conversation": other.id, "keep": keep, **_described(turn, other)}
    return go_to(turn, Position("confirm", theme=turn.conversation.theme), pending=pending)


def _opened(turn: Turn, handed: HandOver | None) -> Conversation | None:
    return _still_apart(turn, handed.conversation_id) if handed else None


def _still_apart(turn: Turn, conversation_id: str) -> Conversation | None:
    """The conversation, unless it was joined to another meanwhile."""
    found = conversations.lock(turn.session, conversation_id)
    return found if found is not None and found.joined_to is None else None


def _count(turn: Turn, conversation: Conversation) -> int:
    return sum(each.state in WEIGHTS for each in answers.of_conversation(turn.session, conversation.id))


def _described(turn: Turn, other: Conversation) -> dict[str, str | int]:
    """What it is about: its theme, how many answers it has, and of when it is."""
    themes = {each.id: each.title[turn.lang] for each in turn.catalogue.themes}
    title = themes.get(other.theme or "", turn.catalogue.consultation.title[turn.lang])
    return {
        "theme": title,
        "count": _count(turn, other),
        "date": turn.day(other.last_at),
    }


def _own_receipt(turn: Turn) -> Reply:
    address = f"/api/v1/conversations/{turn.conversation.id}/receipt"
    link = {"href": address, "label": turn.phrases.say("bot.receipt.link"), "kind": "receipt"}
    return Reply(kind="receipt", text=turn.phrases.say("bot.receipt.first"), links=[link])


def join_pending(turn: Turn) -> None:
    """Yes: what was handed over is joined to this conversation, if it still can be."""
    pending = turn.conversation.pending or {}
    other = _still_apart(turn, pending.get("conversation", ""))
    why_not = refusal(turn, other) if other is not None else "expired"
    if other is None or why_not:
        turn.say("info", f"bot.receipt.{why_not}")
        return return_to_origin(turn)
    _step_back(turn)
    return join_contributions(turn, other, keep_open=bool(pending.get("keep")), by="handed")


def _step_back(turn: Turn) -> None:
    """To where one was before it was asked, without saying so."""
    here = turn.conversation
    origin, here.return_to = here.return_to or {"mode": "menu", "theme": here.theme, "question": None}, None
    position = Position(origin["mode"], theme=origin["theme"], question=origin["question"])
    turn.move(position, pending=origin.get("pending"))
