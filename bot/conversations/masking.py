"""A receipt code that somebody writes in a message does not rest there."""

import re

from sqlalchemy.orm import Session

from bot.conversations import receipts
from bot.conversations.keys import Keys

# As many letters as a code has, from the start of a word to the end of one, however they are spaced. Looked for at
# every place, also inside what was just looked at: the word before a code may seem to belong to it.
CODE = re.compile(rf"(?=(?<![^\W_])([^\W_](?:[\W_]*[^\W_]){{{receipts.LENGTH}}})(?![^\W_]))")
MASK = "••••••"


def without_codes(session: Session, text: str, keys: Keys) -> str:
    """The text with every code that opens a conversation replaced; anything else stays as it was sent."""
    written = {found[1] for found in CODE.finditer(text) if keys.opened_by_receipt(session, found[1])}
    for code in written:
        text = text.replace(code, MASK)
    return text
