"""Server-sent events of one conversation: woken by the bell, resumed by number."""

from collections.abc import AsyncIterator, Sequence

from sse_starlette import EventSourceResponse, ServerSentEvent

from bot.conversations.conversations import Conversations
from bot.conversations.transcript import ShownMessage
from bot.storage.models import Message


def event_stream(conversations: Conversations, conversation_id: str, *, after: int) -> EventSourceResponse:
    """Messages of both sides after number `after`, then each as it comes. The event's id is the number."""
    headers = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
    return EventSourceResponse(_events(conversations, conversation_id, after), headers=headers)


async def _events(conversations: Conversations, conversation_id: str, after: int) -> AsyncIterator[ServerSentEvent]:
    with conversations.bell.listening(conversation_id) as listener:
        told: Sequence[Message] = ()
        while True:
            messages = await _new(conversations, conversation_id, after, told)
            if messages is None:
                return
            for message in messages:
                after = message.seq
                yield ServerSentEvent(data=message.model_dump_json(by_alias=True), event="message", id=str(after))
            told = await listener.news()


async def _new(
    conversations: Conversations, conversation_id: str, after: int, told: Sequence[Message]
) -> list[ShownMessage] | None:
    """What comes after number `after`: as told, if that leaves no gap; None once the conversation is erased."""
    fresh = [row for row in told if row.seq > after]
    if told and [row.seq for row in fresh] == list(range(after + 1, after + 1 + len(fresh))):
        return conversations.shown(fresh)
    if not await conversations.exists(conversation_id):
        return None
    return await conversations.messages(conversation_id, after)
