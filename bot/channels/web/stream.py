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
    """Messages of both sides after number `after`, then each as it comes. The event's id is the number."""
    headers = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
    events = _events(conversations, conversation_id, after)
    return StreamingResponse(events, media_type="text/event-stream", headers=headers)


async def _events(conversations: Conversations, conversation_id: str, after: int) -> AsyncIterator[bytes]:
    with conversations.bell.listening(conversation_id) as listener:
        told: Sequence[Message] = ()
        while not conversations.bell.closed:
            messages = await _new(conversations, conversation_id, after, told)
            if messages is None:
                return
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


async def _new(
    conversations: Conversations, conversation_id: str, after: int, told: Sequence[Message]
) -> list[ShownMessage] | None:
    """What comes after number `after`: as told, if that leaves no gap; None once it is erased, or joined to another."""
    fresh = [row for row in told if row.seq > after]
    if told and [row.seq for row in fresh] == list(range(after + 1, after + 1 + len(fresh))):
        return conversations.shown(fresh)
    if not await conversations.goes_on(conversation_id):
        return None
    return await conversations.messages(conversation_id, after)
