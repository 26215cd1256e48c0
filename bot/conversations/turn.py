"""A turn: one message acted on once, its effects and its replies in one transaction."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import Any
from uuid import NAMESPACE_URL, uuid5
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from bot.catalogue import Catalogue, Phrasebook, Theme
from bot.clock import Clock
from bot.languages import Detected, detect
from bot.questionnaire import Position
from bot.storage import answers, messages
from bot.storage.models import Conversation, Message
from bot.storage.news import announce


@dataclass(frozen=True)
class Understanding:
    """What the engine made of a message; `guess` is the request that an unsure text may have been."""

    intent: str = ""
    entities: Mapping[str, str] = field(default_factory=dict)
    unsure: bool = False
    doubtful: bool = False
    guess: str = ""

    @property
    def wavering(self) -> bool:
        """Whether the text may yet turn out to be no answer: nothing is erased for its sake."""
        return self.unsure or self.doubtful


@dataclass(frozen=True)
class Reply:
    """A message the bot is about to say; `opens` marks the one that asks something of the citizen."""

    kind: str
    text: str
    asked: str | None = None
    progress: Mapping[str, str | int] | None = None
    choices: Sequence[Mapping[str, str]] = ()
    links: Sequence[Mapping[str, str]] = ()
    quotes: Sequence[str] = ()
    opens: bool = False
    lang: str | None = None


@dataclass
class Turn:
    """What an action sees and changes. `message` is None at the very start; `erased`: words left the database;
    `replaced`: an answer has other words now; `joined`: the conversation that was joined to this one;
    `chat`: the only chat that is told.
    """

    session: Session
    conversation: Conversation
    catalogue: Catalogue
    clock: Clock
    at: datetime
    message: Message | None = None
    understanding: Understanding = field(default_factory=Understanding)
    replies: list[Reply] = field(default_factory=list)
    moved: bool = False
    erased: bool = False
    replaced: bool = False
    joined: str | None = None
    chat: str | None = None

    @property
    def phrases(self) -> Phrasebook:
        return self.catalogue.phrasebooks[self.conversation.lang]

    @property
    def lang(self) -> str:
        return self.conversation.lang

    def day(self, moment: datetime) -> str:
        """The day of a moment, by the consultation's clock and where it takes place."""
        there = (moment + self.clock.offset).astimezone(ZoneInfo(self.catalogue.consultation.timezone))
        return self.phrases.date(there.date())

    @property
    def theme(self) -> Theme | None:
        return self.catalogue.theme(self.conversation.theme) if self.conversation.theme else None

    @property
    def states(self) -> dict[str, str]:
        """Question id → answer state, in the order first settled."""
        return answers.states(self.session, self.conversation)

    @cached_property
    def detected(self) -> Detected | None:
        """The language of the citizen's text, where that can be told; a tap has none."""
        said = self.message
        if said is None or said.choice is not None or said.receipt_of is not None:
            return None
        return detect(said.text, self.catalogue.languages)

    @property
    def stale(self) -> bool:
        """Whether the message was meant for a prompt that is no longer the open one."""
        return self.message is not None and self.message.prompt_seq != self.conversation.prompt_seq

    @property
    def meant(self) -> Position:
        """The position the message was written for."""
        source = self.message or self.conversation
        position = Position(mode=source.mode or "menu", theme=source.theme, question=source.question)
        return position if self._exists(position) else Position("menu")

    def leave_what_is_gone(self) -> None:
        """A theme or question that the content no longer has can't stay open: back to the menu."""
        here = self.conversation
        if not self._exists(Position(mode=here.mode, theme=here.theme, question=here.question)):
            here.return_to = None
            self.move(Position("menu"))

    def _exists(self, position: Position) -> bool:
        themes = {each.id for each in self.catalogue.themes}
        return (position.theme is None or position.theme in themes) and (
            position.question is None or self.catalogue.has_question(position.question)
        )

    def move(self, position: Position, *, pending: dict[str, Any] | None = None) -> None:
        """Goes to another position; staying where one is does not make older taps stale."""
        here = self.conversation
        if position.mode != "probe":
            here.probe_at = None
        before = (here.mode, here.theme, here.question, here.pending)
        here.mode, here.theme, here.question, here.pending = (
            position.mode,
            position.theme,
            position.question,
            pending,
        )
        self.moved = self.moved or before != (here.mode, here.theme, here.question, here.pending)

    def say(self, kind: str, key: str, **values: object) -> None:
        """Adds a message made of one sentence of the locale."""
        self.replies.append(Reply(kind=kind, text=self.phrases.say(key, **values)))

    def say_before_the_prompt(self, reply: Reply) -> None:
        """Adds a message that belongs to the turn whatever it was about; the prompt stays last."""
        last = len(self.replies)
        place = next((rank for rank, each in enumerate(self.replies) if each.opens), last)
        self.replies.insert(place, reply)

    def publish(self, action: str) -> list[Message]:
        """Writes the replies as rows, in order, and closes the turn."""
        rows = [self._row(reply, action=action, part=part) for part, reply in enumerate(self.replies)]
        messages.write(self.session, rows)
        if self.message:
            self.message.turn = "done"
        self.conversation.last_at = self.at
        self.conversation.erasures += self.erased
        announce(self.session, self.conversation.id)
        return rows

    def _row(self, reply: Reply, *, action: str, part: int) -> Message:
        here = self.conversation
        row = Message(
            id=str(uuid5(NAMESPACE_URL, f"{here.id}/{here.last_seq + 1}")),
            sender="bot",
            at=self.at,
            lang=reply.lang or here.lang,
            kind=reply.kind,
            text=reply.text,
            asked=reply.asked,
            progress=dict(reply.progress) if reply.progress else None,
            choices=[dict(each) for each in reply.choices],
            links=[dict(each) for each in reply.links],
            quotes=list(reply.quotes) or None,
            reply_to=self.message.seq if self.message else None,
            action=action,
            part=part,
            chat=self.chat,
            attempts=0,
        )
        messages.number(here, row)
        if reply.opens:
            if self.moved or here.prompt_seq is None:
                here.prompt_seq, self.moved = row.seq, False
            row.mode, row.theme, row.question, row.prompt_seq = here.mode, here.theme, here.question, here.prompt_seq
        return row
