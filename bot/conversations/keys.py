"""Access tokens and receipts: given out once, kept as keyed hashes, revocable."""

import hashlib
import hmac
import secrets
from datetime import datetime

from sqlalchemy.orm import Session

from bot.conversations import receipts
from bot.storage import tokens

TOKEN_BYTES = 32


class Keys:
    """Makes and recognises the secrets that open a conversation."""

    def __init__(self, secret_key: str) -> None:
        self._key = secret_key.encode()

    def digest(self, secret: str) -> str:
        return hmac.new(self._key, secret.encode("utf-8", "surrogatepass"), hashlib.sha256).hexdigest()

    def digest_of_field(self, text: str) -> str:
        """Of what stands in a field of the form: tells whether it was changed, and where."""
        return self.digest(f"field\n{text.strip()}")

    def new_token(self, session: Session, *, conversation_id: str, at: datetime) -> str:
        """A further access token: those given before stay good."""
        token = secrets.token_urlsafe(TOKEN_BYTES)
        tokens.add(session, digest=self.digest(token), conversation_id=conversation_id, kind="access", at=at)
        return token

    def new_receipt(self, session: Session, *, conversation_id: str, at: datetime) -> str:
        """A receipt code; it replaces the one given before."""
        code = receipts.new_code()
        tokens.revoke(session, conversation_id=conversation_id, kind="receipt", at=at)
        digest = self.digest(code.replace("-", ""))
        tokens.add(session, digest=digest, conversation_id=conversation_id, kind="receipt", at=at)
        return code

    def new_code(self, session: Session, *, conversation_id: str, kind: str, at: datetime) -> str:
        """A code of 128 bits that stands in an address."""
        code = secrets.token_urlsafe(16)
        tokens.add(session, digest=self.digest(code), conversation_id=conversation_id, kind=kind, at=at)
        return code

    def opened_by_token(self, session: Session, token: str) -> str | None:
        return tokens.conversation_of(session, self.digest(token), "access")

    def opened_by_receipt(self, session: Session, written: str) -> str | None:
        code = receipts.normalise(written)
        return tokens.conversation_of(session, self.digest(code), "receipt") if code else None
