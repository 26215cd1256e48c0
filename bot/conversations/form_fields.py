"""What a submitted form changes, field by field. Pure rules: nothing is overwritten that its author has not seen."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from uuid import uuid4

from bot.catalogue import Catalogue
from bot.conversations.accept import InboundMessage, check
from bot.conversations.errors import ConversationError
from bot.storage.models import Answer

# States in which an answer has words that stand in its field.
SHOWN = frozenset({"given", "provisional"})


@dataclass(frozen=True)
class Field:
    """One field as it was sent; `seen`: the digest of what stood in it when the page was made."""

    question: str
    text: str
    seen: str
    erase: bool = False


@dataclass(frozen=True)
class Submission:
    """A form as it was sent. `key` names the page it was sent from; `profile`: group to profile, "" for none."""

    theme: str
    lang: str
    key: str
    fields: tuple[Field, ...]
    profile: Mapping[str, str] = field(default_factory=dict)


class SubmissionRefused(Exception):
    """Nothing was stored: `faults` names what is wrong with which question, `reason` what is wrong with the whole."""

    def __init__(self, faults: Mapping[str, str] | None = None, *, reason: str = "") -> None:
        self.faults, self.reason = faults or {}, reason
        super().__init__(reason or sorted(set(self.faults.values())))


def shown_words(answer: Answer | None) -> str:
    """What stands in the field of an answer: all of it, what was said to its probe too."""
    if answer is None or answer.state not in SHOWN:
        return ""
    return _lines("\n".join(part.message.text for part in answer.parts))


def decide(sent: Field, known: Answer | None, digest: Callable[[str], str]) -> str:
    """`keep`, `write`, `erase`, `settle`, `emptied`, or what is wrong: `changed_elsewhere`, `erase_and_write`."""
    stored, written = shown_words(known).strip(), sent.text.strip()
    touched, changed = digest(sent.text) != sent.seen, digest(stored) != sent.seen
    if sent.erase:
        return _erased(stored, written, touched=touched, changed=changed)
    if written == stored:
        return "settle" if known is not None and known.state == "provisional" else "keep"
    if not touched:
        return "keep"
    if not written:
        return "emptied"
    return "changed_elsewhere" if changed else "write"


def _erased(stored: str, written: str, *, touched: bool, changed: bool) -> str:
    if not stored:
        return "keep"
    if changed:
        return "changed_elsewhere"
    return "erase_and_write" if touched and written else "erase"


def fault_of(text: str, catalogue: Catalogue) -> str | None:
    """What is wrong with a text itself, by its code."""
    try:
        check(InboundMessage(id=uuid4(), text=text), catalogue)
    except ConversationError as error:
        return error.code
    return None


def as_typed(text: str) -> str:
    """A field's text as its author saw it: browsers send each line's end as two signs."""
    return _lines(text)


def _lines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")
