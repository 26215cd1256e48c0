"""A receipt code that somebody writes in a message does not rest there; what it opens is noted beside the text."""

import re
from dataclasses import dataclass

from sqlalchemy.orm import Session

from bot.contact_details import MASK
from bot.conversations import receipts
from bot.conversations.keys import Keys

# As many letters as a code has, from the start of a word to the end of one, however they are spaced. Looked for at
# every place, also inside what was just looked at: the word before a code may seem to belong to it.
CODE = re.compile(rf"(?=(?<![^\W_])([^\W_](?:[\W_]*[^\W_]){{{receipts.LENGTH}}})(?![^\W_]))")
# Four groups of five: perhaps a code, mistyped or replaced since.
GROUPS = re.compile(r"(?<![A-Z0-9])[A-Z0-9]{5}(?:[ -][A-Z0-9]{5}){3}(?![A-Z0-9])", re.IGNORECASE | re.ASCII)
# As many signs may be wrong: words are full of those that no code has.
WRONG_SIGNS = 2
# Around a code that somebody shows ("voici mon code, merci"); more words are an answer that happens to hold one.
WORDS_AROUND = 6


@dataclass(frozen=True)
class Masked:
    """A text without its codes; `receipt_of` is what a shown code opens: a conversation, "" for none."""

    text: str
    receipt_of: str | None = None


def without_codes(session: Session, text: str, keys: Keys) -> Masked:
    """Every code that opens a conversation replaced; anything else stays as it was sent."""
    opened = {found[1]: keys.opened_by_receipt(session, found[1]) for found in CODE.finditer(text)}
    written = {code: conversation for code, conversation in opened.items() if conversation}
    if not written:
        return _without_failed_codes(text)
    for code in written:
        text = text.replace(code, MASK)
    return Masked(text, list(written.values())[-1] if _says_little(text) else None)


def _without_failed_codes(text: str) -> Masked:
    masked = GROUPS.sub(lambda found: MASK if _like_a_code(found[0]) else found[0], text)
    return Masked(masked, "") if masked != text and _says_little(masked) else Masked(text)


def _like_a_code(groups: str) -> bool:
    """With a digit, and hardly a sign that no code has."""
    signs = groups.upper().replace("-", "").replace(" ", "")
    return any(each.isdigit() for each in signs) and sum(each not in receipts.ALPHABET for each in signs) <= WRONG_SIGNS


def _says_little(masked: str) -> bool:
    return len(masked.replace(MASK, " ").split()) <= WORDS_AROUND
