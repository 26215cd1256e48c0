"""Server-sent events of one conversation: woken by the bell, read from the database, resumed by number."""

from collections.abc import AsyncIterator

from sse_starlette import EventSourceResponse, ServerSentEvent

from bot.conversations.conversations import Conversations


def event_stream(conversations: Conversations, conversation_id: str, *, after: int) -> EventSourceResponse:
    """Messages of both sides after number `after`, then each as it comes. The event's id is the number."""
    headers = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
    return EventSourceResponse(_events(conversations, conversation_id, after), headers=headers)


async def _events(conversations: Conversations, conversation_id: str, after: int) -> AsyncIterator[ServerSentEvent]:
    with conversations.bell.listening(conversation_id) as rung:
        while True:
            rung.clear()
            if not await conversations.exists(conversation_id):
                return
            for message in await conversations.messages(conversation_id, after):
                after = message.seq
                yield ServerSentEvent(data=message.model_dump_json(by_alias=True), event="message", id=str(after))
            await rung.wait()
