"""Exchanges that happen without the engine: what was asked, what the citizen said to it, and what came of it."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from uuid import uuid4

from sqlalchemy.orm import Session

from bot.catalogue import Catalogue
from bot.clock import Clock
from bot.conversations.labelling import label_message
from bot.conversations.own_words import tell_of_contact_details, tell_of_masked_codes
from bot.conversations.turn import Reply, Turn
from bot.storage import messages
from bot.storage.models import Conversation, Message

ACTION = "form"


@dataclass
class Exchanges:
    """Those of one transaction; `erased`: words left the database."""

    session: Session
    conversation: Conversation
    catalogue: Catalogue
    clock: Clock
    at: datetime
    lang: str
    erased: bool = field(default=False, init=False)

    def turn(self, message: Message | None = None) -> Turn:
        return Turn(
            session=self.session,
            conversation=self.conversation,
            catalogue=self.catalogue,
            clock=self.clock,
            at=self.at,
            message=message,
        )

    def said(self, *, text: str = "", choice: str | None = None, **more: str | None) -> Message:
        """A message of the citizen whose turn is over when it is stored."""
        return Message(
            id=str(uuid4()),
            sender="citizen",
            at=self.at,
            lang=self.lang,
            kind="info",
            text=text,
            channel="form",
            choice=choice,
            turn="done",
            attempts=0,
            **more,
        )

    def add(self, said: Message, perform: Callable[[Turn], None], *, asked: Reply | None = None) -> None:
        """Stores what was asked and said, then what `perform` makes of it."""
        if asked is not None:
            said.prompt_seq = self.say(asked)
        turn = self.turn(said)
        label_message(turn)
        messages.write(self.session, [messages.number(self.conversation, said)])
        perform(turn)
        tell_of_contact_details(turn)
        tell_of_masked_codes(turn)
        self.end(turn)

    def say(self, reply: Reply) -> int:
        """Stores a message of the bot; its number."""
        turn = self.turn()
        turn.replies.append(reply)
        return turn.publish(ACTION)[0].seq

    def end(self, turn: Turn) -> None:
        turn.publish(ACTION)
        self.erased = self.erased or turn.erased
