"""Somebody who is known by their chat: no token, one conversation, begun when they first say something."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from uuid import NAMESPACE_URL, UUID, uuid5

from sqlalchemy.orm import Session

from bot.conversations import start
from bot.conversations.accept import InboundMessage, Limits, Stored, accept, check
from bot.conversations.conversations import Conversations
from bot.conversations.recalling import recall
from bot.conversations.turn import Turn
from bot.storage import chats, conversations, locks
from bot.storage.chat_models import Chat
from bot.storage.models import Conversation, Message
from bot.storage.news import announce

# What the bot says without being asked to by a turn of this chat.
ACTION = "chat"
# One person writes a long thought in many messages; hundreds at once are no person's.
WAITING = 200


@dataclass(frozen=True)
class Address:
    """A chat: a keyed hash of its number, the number encrypted, and the language of the person's program."""

    digest: str
    sealed: str
    lang: str | None = None

    def id_of(self, what: object) -> UUID:
        """The id of a message of this chat: the same each time it is delivered."""
        return uuid5(NAMESPACE_URL, f"{self.digest}/{what}")


@dataclass(frozen=True)
class Here:
    """A chat with its conversation, for one transaction alone; `begun`: the conversation has just been; `left`: the one
    that the chat was open on until now, which was joined to this one elsewhere.
    """

    session: Session
    chat: Chat
    conversation: Conversation
    begun: bool
    left: Conversation | None = None


@dataclass(frozen=True)
class Chats:
    """What a messaging service can do with conversations."""

    conversations: Conversations
    channel: str

    def enter(self, session: Session, address: Address, *, theme: str | None = None, asking: bool = True) -> Here:
        """The chat and its conversation, with its notice and first prompt if it begins now."""
        locks.wait_for(session.connection(), address.digest)
        chat = chats.find(session, address.digest)
        before = conversations.lock(session, chat.conversation_id) if chat else None
        conversation = self._followed(session, chat, before) if chat and before else None
        if chat is None or conversation is None:
            return self._begun(session, address, theme, asking)
        chat.sealed = address.sealed  # with the present key, also where none opens the one before
        if chat.blocked_at is not None:
            chat.blocked_at, chat.queued_seq = None, conversation.last_seq
        return Here(session, chat, conversation, begun=False, left=before if before is not conversation else None)

    def _followed(self, session: Session, chat: Chat, before: Conversation) -> Conversation | None:
        """Where the conversation was joined to another, elsewhere, the chat goes on with that one."""
        if before.joined_to is None:
            return before
        joined = conversations.lock(session, before.joined_to)
        if joined is not None:
            chat.conversation_id, chat.queued_seq = joined.id, joined.last_seq
        return joined

    def _begun(self, session: Session, address: Address, theme: str | None, asking: bool) -> Here:
        held = self.conversations
        conversation = start.begin(
            session,
            catalogue=held.catalogue,
            clock=held.clock,
            at=held.clock.real(),
            lang=address.lang if address.lang in held.catalogue.languages else None,
            theme=theme,
            channel=self.channel,
            rehearsal=held.rehearsal,
            asking=asking,
        )
        chat = Chat(digest=address.digest, sealed=address.sealed, conversation_id=conversation.id, queued_seq=0)
        session.add(chat)
        session.flush()
        return Here(session, chat, conversation, begun=True)

    def hear(self, here: Here, inbound: InboundMessage) -> Stored:
        """Stores what was written or tapped, once; raises what is wrong with it."""
        held = self.conversations
        check(inbound, held.catalogue)
        limits = Limits(conversation=WAITING, queue=held.limits.queue)
        said = replace(inbound, channel=self.channel, chat=here.chat.digest)
        at, left = held.clock.real(), here.left if inbound.choice is None else None
        stored = accept(here.session, here.conversation, said, keys=held.keys, limits=limits, at=at, meant=left)
        announce(here.session, here.conversation.id)
        return stored

    def tell(self, here: Here, perform: Callable[[Turn], None], said: Message | None = None) -> Sequence[Message]:
        """Says something at once, without the engine: to `said`, a message that is stored and done, or to nothing."""
        held = self.conversations
        turn = Turn(
            session=here.session,
            conversation=here.conversation,
            catalogue=held.catalogue,
            clock=held.clock,
            at=held.clock.real(),
            message=said,
            chat=here.chat.digest,
        )
        turn.leave_what_is_gone()
        recall(turn)
        perform(turn)
        return turn.publish(ACTION)
