"""Contact details in what a citizen writes: told of at once, and removed by one tap."""

from collections.abc import Sequence

from bot import contact_details
from bot.conversations.choices import offer
from bot.conversations.prompts import present
from bot.conversations.turn import Reply, Turn
from bot.storage import erasing, joining, messages
from bot.storage.models import Message


def tell_of_contact_details(turn: Turn) -> None:
    """Says that the message holds some, whatever was made of it; the text is kept as it was sent."""
    said = turn.message
    if said is None or said.choice is not None or not contact_details.find(said.text):
        return
    choices = offer(turn, [f"redact:{said.seq}"])
    turn.say_before_the_prompt(Reply(kind="info", text=turn.phrases.say("bot.contact_seen"), choices=choices))


def tell_of_masked_codes(turn: Turn) -> None:
    """An answer with a receipt code in it is filed without the code; where to write the code is said."""
    said = turn.message
    if said is not None and said.choice is None and said.receipt_of is None and contact_details.MASK in said.text:
        turn.say_before_the_prompt(Reply(kind="info", text=turn.phrases.say("bot.receipt.how")))


def remove_contact_details(turn: Turn) -> None:
    """Takes the contact details out of the message that was named, or out of the last one that has any."""
    texts, others = _meant(turn)
    take_details_out(turn, texts)
    turn.say("info", "bot.contact_removed" if texts else "bot.no_contact_found")
    if others:
        turn.say("info", "bot.more_contact_details")
    present(turn)


def take_details_out(turn: Turn, texts: Sequence[Message]) -> None:
    """Removes the contact details from these messages, wherever they stand."""
    instead = turn.phrases.say("bot.erased_quotation")
    for text in texts:
        removed = contact_details.found_in(text.text)
        kept = contact_details.without(text.text)
        erasing.reword(
            turn.session, text, kept, here=turn.conversation.id, removed=removed, instead=instead, at=turn.at
        )
    turn.erased = bool(texts)


def _meant(turn: Turn) -> tuple[list[Message], list[Message]]:
    """The message of that number, or the last one; and, unless one was named, the others, also of joined ones."""
    named = turn.understanding.entities.get("seq")
    joined = joining.joined(turn.session, turn.conversation.id) if named is None else ()
    ids = [turn.conversation.id, *(each.id for each in joined)]
    said = [text for each in ids for text in messages.said(turn.session, each)]
    found = [each for each in said if named in (None, str(each.seq)) and contact_details.find(each.text)]
    return found[:1], found[1:]
