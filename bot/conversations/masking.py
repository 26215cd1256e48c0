"""A receipt code that somebody writes in a message does not rest there."""

import re

from sqlalchemy.orm import Session

from bot.conversations import receipts
from bot.conversations.keys import Keys

SIX = f"[{receipts.ALPHABET}{receipts.ALPHABET.lower()}]{{{receipts.GROUP}}}"
CODE = re.compile(rf"(?<!\w){SIX}[\s-]?{SIX}[\s-]?{SIX}(?!\w)")
MASK = "••••••"


def without_codes(session: Session, text: str, keys: Keys) -> str:
    """The text with every code that opens a conversation replaced; anything else stays as it was sent."""
    return CODE.sub(lambda found: MASK if keys.opened_by_receipt(session, found[0]) else found[0], text)
