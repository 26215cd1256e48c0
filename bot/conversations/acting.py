"""Lets an action happen once per message: its effects and replies are committed together, a repeat returns them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from bot.catalogue import Catalogue
from bot.clock import Clock
from bot.conversations.amending import amend_now
from bot.conversations.bell import Bell
from bot.conversations.deciding import heed_the_guess
from bot.conversations.labelling import label_message, suggest_language
from bot.conversations.own_words import tell_of_contact_details, tell_of_masked_codes
from bot.conversations.prompts import present
from bot.conversations.recalling import recall
from bot.conversations.silences import Silences
from bot.conversations.turn import Turn, Understanding
from bot.storage import conversations, messages
from bot.storage.database import Database
from bot.storage.models import Message


class UnknownMessage(Exception):
    """An action was called for a message that is not stored."""


@dataclass(frozen=True)
class ActionCall:
    """One call of the engine: which action, for which message, understood how."""

    action: str
    conversation: str
    message: str
    understanding: Understanding


@dataclass(frozen=True)
class Acted:
    """The rows of the replies, the mode after them, when a waiting probe is due, whether words were erased, and which
    conversation was joined to this one.
    """

    rows: Sequence[Message]
    mode: str
    probe_at: datetime | None = None
    erased: bool = False
    joined: str | None = None


class Acting:
    """The stage actions play on: one transaction each."""

    def __init__(
        self, *, database: Database, catalogue: Catalogue, clock: Clock, bell: Bell, silences: Silences
    ) -> None:
        self.database, self.catalogue, self.clock, self.bell, self.silences = database, catalogue, clock, bell, silences

    async def once(self, call: ActionCall, perform: Callable[[Turn], None], *, bound: bool) -> Acted:
        """Runs `perform` for the message unless it was acted on before; `bound` ties it to its own prompt."""
        acted = await self.database.writing(self._once, call, perform, bound)
        if acted.erased:
            await self.database.forget_erased()
        self.silences.wait(call.conversation, acted.probe_at)
        self.bell.ring(call.conversation, () if acted.erased else acted.rows)
        if acted.joined:
            self.bell.ring(acted.joined)  # whoever has it open is told where it goes on
        return acted

    def _once(self, session: Session, call: ActionCall, perform: Callable[[Turn], None], bound: bool) -> Acted:
        found = conversations.lock_with_message(session, call.conversation, call.message)
        if found is None:
            raise UnknownMessage(call.message)
        conversation, message = found
        if message.turn != "pending":
            said = messages.replies(session, conversation.id, message.seq)
            return Acted(said, conversation.mode, conversation.probe_at)
        turn = Turn(
            session=session,
            conversation=conversation,
            catalogue=self.catalogue,
            clock=self.clock,
            at=self.clock.real(),
            message=message,
            understanding=call.understanding,
        )
        turn.leave_what_is_gone()
        recall(turn)
        if _too_late(turn, bound):
            _refuse_stale(turn)
        else:
            heed_the_guess(turn)
            perform(turn)
        amend_now(turn)
        tell_of_contact_details(turn)
        tell_of_masked_codes(turn)
        label_message(turn)
        suggest_language(turn)
        return Acted(turn.publish(call.action), conversation.mode, conversation.probe_at, turn.erased, turn.joined)


def _too_late(turn: Turn, bound: bool) -> bool:
    tapped = turn.message is not None and turn.message.choice is not None
    return turn.stale and (tapped or bound)


def _refuse_stale(turn: Turn) -> None:
    tapped = turn.message is not None and turn.message.choice is not None
    turn.say("info", "bot.stale" if tapped else "bot.stale_text")
    present(turn)
