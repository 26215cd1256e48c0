"""Server-sent events of one conversation: woken by the bell, resumed by number."""

import asyncio
from collections.abc import AsyncIterator, Sequence

from fastapi.responses import StreamingResponse
from fastapi.sse import format_sse_event

from bot.conversations.bell import Listener
from bot.conversations.conversations import Conversations
from bot.conversations.transcript import ShownMessage
from bot.storage.models import Message

# A comment now and then keeps proxies from closing a silent stream, and shows when the other side has gone.
PING, PING_SECONDS = format_sse_event(comment="ping"), 15.0


def event_stream(conversations: Conversations, conversation_id: str, *, after: int) -> StreamingResponse:
    """Messages of both sides after number `after`, then each as it comes; the event's id is the number.

    At first, and when it changes, a comment says how often words of earlier messages were erased: who shows them reads
    them again. Other clients pass over comments (HTML standard, 9.2.6).
    """
    headers = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
    events = _events(conversations, conversation_id, after)
    return StreamingResponse(events, media_type="text/event-stream", headers=headers)


async def _events(conversations: Conversations, conversation_id: str, after: int) -> AsyncIterator[bytes]:
    with conversations.bell.listening(conversation_id) as listener:
        told: Sequence[Message] = ()
        known = None
        while not conversations.bell.closed:
            messages = _as_told(conversations, after, told)
            if messages is None:
                before, known = known, await conversations.erasures(conversation_id)
                if known is None:
                    return
                if before != known:
                    yield format_sse_event(comment=f"erasures {known}")
                messages = await conversations.messages(conversation_id, after)
            for message in messages:
                after = message.seq
                yield format_sse_event(data_str=message.model_dump_json(by_alias=True), event="message", id=str(after))
            while (news := await _news(listener)) is None:
                yield PING
            told = news


async def _news(listener: Listener) -> Sequence[Message] | None:
    """What is told next; None if nothing is for a while."""
    try:
        async with asyncio.timeout(PING_SECONDS):
            return await listener.news()
    except TimeoutError:
        return None


def _as_told(conversations: Conversations, after: int, told: Sequence[Message]) -> list[ShownMessage] | None:
    """What comes after number `after`, if what was told leaves no gap; else the database has to be asked."""
    fresh = [row for row in told if row.seq > after]
    if told and [row.seq for row in fresh] == list(range(after + 1, after + 1 + len(fresh))):
        return conversations.shown(fresh)
    return None
