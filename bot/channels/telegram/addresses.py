"""Chat numbers at rest: encrypted to write to, and a keyed hash to be found by."""

import base64
import hashlib
import hmac
from collections.abc import Sequence

from cryptography.fernet import Fernet, InvalidToken, MultiFernet

from bot.conversations.chats import Address
from bot.conversations.keys import Keys


class Addresses:
    """Seals chat numbers with the first key; the others open what was sealed before."""

    def __init__(self, keys: Keys, sealing: Sequence[str]) -> None:
        self._keys, self._fernet = keys, MultiFernet([Fernet(each) for each in sealing])
        self.several = len(sealing) > 1

    def of(self, chat: int, lang: str | None = None) -> Address:
        """The address of a chat; sealed anew each time, found by the same hash."""
        return Address(self._keys.digest(f"chat\n{chat}"), self._fernet.encrypt(str(chat).encode()).decode(), lang)

    def opened(self, sealed: str) -> int | None:
        """The chat's number; None where no key opens it any more."""
        try:
            return int(self._fernet.decrypt(sealed))
        except InvalidToken:
            return None

    def anew(self, sealed: str) -> str | None:
        """The same, sealed with the first key; None where no key opens it."""
        try:
            return self._fernet.rotate(sealed).decode()
        except InvalidToken:
            return None


def made_from(secret: str) -> str:
    """A key for sealing where none is set: it follows the service's own secret."""
    made = hmac.new(secret.encode(), b"chat numbers", hashlib.sha256).digest()
    return base64.urlsafe_b64encode(made).decode()
