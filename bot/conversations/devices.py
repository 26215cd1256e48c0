"""A device that holds a token for the plain form: what it may see and change, without the engine."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Concatenate, ParamSpec, TypeVar

from sqlalchemy.orm import Session

from bot.conversations.conversations import Conversations
from bot.conversations.errors import TokenRefused
from bot.conversations.exchanges import Exchanges
from bot.conversations.form_fields import shown_words
from bot.storage import answers, conversations, tokens
from bot.storage.models import Conversation

P = ParamSpec("P")
T = TypeVar("T")


@dataclass(frozen=True)
class Contribution:
    """What a device may see: the words and state of each answer, by question, and who answers."""

    id: str
    withdrawn: bool
    words: Mapping[str, str]
    states: Mapping[str, str]
    profile: Mapping[str, str | None]


@dataclass(frozen=True)
class Devices:
    """What the form and the own data have in common. A token that opens nothing is refused, or is as none."""

    conversations: Conversations

    async def opened(self, token: str | None) -> Contribution | None:
        """The contribution that a token opens, if it opens one."""
        return await self.conversations.database.reading(self._opened, token) if token else None

    def _opened(self, session: Session, token: str) -> Contribution | None:
        found = self.conversations.keys.opened_by_token(session, token)
        here = conversations.find(session, found) if found else None
        return _contribution(session, here) if here else None

    async def leave(self, token: str | None) -> None:
        """Closes the contribution on this device; the contribution itself stays."""
        if token:
            await self.conversations.database.writing(self._leave, token)

    def _leave(self, session: Session, token: str) -> None:
        held = self.conversations
        found = held.keys.opened_by_token(session, token)
        if found:
            digest = held.keys.digest(token)
            tokens.forget_device(session, digest=digest, conversation_id=found, at=held.clock.real())

    async def write(
        self, work: Callable[Concatenate[Session, P], tuple[Exchanges, T]], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """Runs `work` in one transaction, then wakes whoever has the conversation open."""
        held = self.conversations
        exchanges, result = await held.database.writing(work, *args, **kwargs)
        if exchanges.erased:
            await held.database.forget_erased()
        held.bell.ring(exchanges.conversation.id)
        return result

    def mine(self, session: Session, token: str | None) -> Conversation | None:
        """The conversation that a token opens, for this transaction alone."""
        keys = self.conversations.keys
        found = keys.opened_by_token(session, token) if token else None
        return conversations.lock_opened_by(session, found, keys.digest(token or "")) if found else None

    def needed(self, session: Session, token: str | None) -> Conversation:
        """The same; raises TokenRefused."""
        found = self.mine(session, token)
        if found is None:
            raise TokenRefused
        return found

    def exchanges(self, session: Session, conversation: Conversation, lang: str) -> Exchanges:
        held = self.conversations
        return Exchanges(session, conversation, held.catalogue, held.clock, held.clock.real(), lang)


def _contribution(session: Session, here: Conversation) -> Contribution:
    rows = answers.of_conversation(session, here.id)
    return Contribution(
        id=here.id,
        withdrawn=here.withdrawn_at is not None,
        words={each.question: shown_words(each) for each in rows},
        states={each.question: each.state for each in rows},
        profile={"public": here.public, "capacity": here.capacity},
    )
