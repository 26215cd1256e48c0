"""Takes updates in: each once, in one transaction that has done all it asks for when it is acknowledged."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta

from sqlalchemy.orm import Session

from bot.channels.telegram.addresses import Addresses
from bot.channels.telegram.commands import choice_of
from bot.channels.telegram.keyboards import read_data
from bot.channels.telegram.updates import Incoming
from bot.conversations.accept import InboundMessage
from bot.conversations.amending import amend
from bot.conversations.chats import Chats, Here
from bot.conversations.errors import ConversationError, QueueFull
from bot.conversations.handing_over import ask_to_join, use_code
from bot.conversations.prompts import present
from bot.conversations.turn import Turn
from bot.storage import chats as stored
from bot.storage import messages, outbox
from bot.storage.models import Message

# A deep link that hands a conversation over starts so; no theme's name has a sign of this kind after one letter.
HAND_OVER = "h_"
# What asks nothing of the open prompt.
ANY_TIME = frozenset(
    ("repeat", "recap", "receipt", "export", "help", "webinars", "themes", "pause", "lang", "withdraw")
)
# A text that comes so soon after another goes on with it, unless what was said in between had been there this long.
BURST, READING = timedelta(seconds=8), timedelta(seconds=2)


@dataclass(frozen=True)
class Taken:
    """What came of an update, to be acted on once it is committed.

    `waiting`: the message whose turn is to be run, `alone` if no other waits; `said`: what the bot has said at once;
    `stale`: a tapped button that has no use any more; `conversation`: None where the update concerns none.
    """

    conversation: str | None = None
    lang: str | None = None
    waiting: Message | None = None
    alone: bool = False
    said: Sequence[Message] = field(default=())
    stale: bool = False
    erased: bool = False


@dataclass(frozen=True)
class Intake:
    """Translates updates into what a conversation is told."""

    chats: Chats
    addresses: Addresses

    def take(self, session: Session, incoming: Incoming) -> Taken | None:
        """Does what an update asks for; None where that was done before. Raises QueueFull: nothing was done."""
        if not stored.is_new(session, incoming.update, self.chats.conversations.clock.real()):
            return None
        return TAKEN[incoming.kind](self, session, incoming)

    def _entered(self, session: Session, incoming: Incoming, *, theme: str | None = None, asking: bool = True) -> Here:
        address = self.addresses.of(incoming.chat, incoming.lang)
        here = self.chats.enter(session, address, theme=theme, asking=asking)
        if here.left is not None:
            self.chats.tell(
                here, _joined_elsewhere if incoming.kind == "tap" else _telling("info", "bot.joined_elsewhere")
            )
        return here

    def _text(self, session: Session, incoming: Incoming) -> Taken:
        here = self._entered(session, incoming)
        said = InboundMessage(
            id=self.addresses.of(incoming.chat).id_of(incoming.number),
            text=incoming.text,
            to=self._seen(here, incoming),
            written_at=incoming.at,
        )
        note = self.chats.tell(here, _words_of_a_picture) if incoming.with_media else ()
        return self._heard(here, said, note)

    def _heard(self, here: Here, said: InboundMessage, note: Sequence[Message] = ()) -> Taken:
        """What can't be taken is told at once, whatever it is: it would be refused again."""
        place = here.conversation.id, here.conversation.lang
        try:
            row, alone = self.chats.hear(here, said)
        except QueueFull:
            raise
        except ConversationError as error:
            told = self.chats.tell(here, _telling("error", f"errors.{error.code}"))
            return Taken(*place, said=[*note, *told])
        return Taken(*place, waiting=row if row.turn == "pending" else None, alone=alone, said=note)

    def _seen(self, here: Here, incoming: Incoming) -> int | None:
        """The last message that its author can have read before writing: in a burst, what came meanwhile is not."""
        assert incoming.at is not None
        before = messages.last_said_before(here.session, here.conversation.id, here.conversation.last_seq + 1)
        if before is None or before.choice is not None or incoming.at - (before.written_at or before.at) > BURST:
            return outbox.seen(here.session, here.chat, incoming.at)
        read = outbox.seen(here.session, here.chat, incoming.at - READING)
        return max(read or 0, before.prompt_seq or 0) or None

    def _command(self, session: Session, incoming: Incoming) -> Taken:
        starting = incoming.command == "start"
        if starting and incoming.text.startswith(HAND_OVER):
            return self._hand_over(session, incoming)
        catalogue = self.chats.conversations.catalogue
        known = {each.id for each in catalogue.themes}
        here = self._entered(session, incoming, theme=incoming.text if starting and incoming.text in known else None)
        if here.begun and starting:
            return Taken(here.conversation.id, here.conversation.lang)
        choice = choice_of(incoming.command, incoming.text, catalogue, here.conversation.lang) or "help"
        said = self.addresses.of(incoming.chat).id_of(incoming.number)
        return self._heard(here, InboundMessage(id=said, choice=choice, to=self._meant(here, choice)))

    def _meant(self, here: Here, choice: str) -> int | None:
        """What is good at any time is meant for the prompt that is open now; the rest, for the one that was sent."""
        return self._sent(here) if choice.partition(":")[0] not in ANY_TIME else None

    def _sent(self, here: Here) -> int | None:
        return outbox.seen(here.session, here.chat, self.chats.conversations.clock.real() + READING)

    def _hand_over(self, session: Session, incoming: Incoming) -> Taken:
        held = self.chats.conversations
        code = incoming.text.removeprefix(HAND_OVER)
        handed = use_code(session, held.keys, code, at=held.clock.real())
        here = self._entered(session, incoming, asking=False)
        said = self.chats.tell(here, lambda turn: ask_to_join(turn, handed))
        return Taken(here.conversation.id, here.conversation.lang, said=said)

    def _tap(self, session: Session, incoming: Incoming) -> Taken:
        here = self._entered(session, incoming)
        data = read_data(incoming.text)
        if here.begun or data is None or not _is_offered(here, *data, number=incoming.number):
            return Taken(here.conversation.id, here.conversation.lang, stale=True)
        seq, choice = data
        after = messages.last_said_before(here.session, here.conversation.id, here.conversation.last_seq + 1)
        to = (
            self._meant(here, choice)
            if after is None or after.seq < seq or choice.partition(":")[0] in ANY_TIME
            else seq
        )
        said = self.addresses.of(incoming.chat).id_of(f"tap/{incoming.update}")
        return self._heard(here, InboundMessage(id=said, choice=choice, to=to))

    def _edit(self, session: Session, incoming: Incoming) -> Taken:
        if stored.find(session, self.addresses.of(incoming.chat).digest) is None:
            return Taken()  # of a conversation that was erased: it brings nothing back
        here = self._entered(session, incoming)
        known = str(self.addresses.of(incoming.chat).id_of(incoming.number))
        original = stored.written_as(session, here.conversation.id, known)
        keys, before = self.chats.conversations.keys, here.conversation.erasures
        if original is not None and original.choice is not None and not original.text:
            return Taken(here.conversation.id, here.conversation.lang)  # a command: it was done
        if original is None:
            said = self.chats.tell(here, _telling("info", "bot.edit_not_counted"))
        else:
            said = self.chats.tell(here, lambda turn: amend(turn, original, incoming.text, keys))
        erased = here.conversation.erasures > before
        return Taken(here.conversation.id, here.conversation.lang, said=said, erased=erased)

    def _other(self, session: Session, incoming: Incoming) -> Taken:
        here = self._entered(session, incoming)
        said = self.chats.tell(here, _only_words)
        return Taken(here.conversation.id, here.conversation.lang, said=said)

    def _blocked(self, session: Session, incoming: Incoming) -> Taken:
        chat = stored.find(session, self.addresses.of(incoming.chat).digest)
        if chat is not None:
            chat.blocked_at = self.chats.conversations.clock.real()
            outbox.drop_waiting(session, chat.digest, "blocked")
        return Taken()

    def _nothing(self, _session: Session, _incoming: Incoming) -> Taken:
        return Taken()


def _is_offered(here: Here, seq: int, choice: str, *, number: int) -> bool:
    """Whether the tapped button stands under a message of this conversation, as it was sent to this chat."""
    row = messages.find(here.session, here.conversation.id, seq)
    numbers = [each.number for each in outbox.carrying(here.session, here.chat, seq)]
    offered = row is not None and choice in [each["id"] for each in row.choices or ()]
    return offered and (number in numbers or None in numbers)


def _telling(kind: str, key: str) -> Callable[[Turn], None]:
    return lambda turn: turn.say(kind, key)


def _words_of_a_picture(turn: Turn) -> None:
    turn.say("info", "bot.words_of_a_picture")


def _joined_elsewhere(turn: Turn) -> None:
    turn.say("info", "bot.joined_elsewhere")
    present(turn)


def _only_words(turn: Turn) -> None:
    turn.say("info", "bot.only_words")
    present(turn)


TAKEN: Mapping[str, Callable[[Intake, Session, Incoming], Taken]] = {
    "text": Intake._text,
    "command": Intake._command,
    "tap": Intake._tap,
    "edit": Intake._edit,
    "other": Intake._other,
    "blocked": Intake._blocked,
    "elsewhere": Intake._nothing,
    "nothing": Intake._nothing,
}
