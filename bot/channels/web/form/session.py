"""Whose form this is: a cookie set at the first save, and a sign in each page that only this site's pages carry."""

import hmac
import secrets
from dataclasses import dataclass
from urllib.parse import urlsplit

from starlette.requests import Request
from starlette.responses import Response

from bot.conversations.devices import Contribution
from bot.conversations.keys import Keys

# A browser keeps a cookie of this name only if this very host set it, over TLS (or to itself), for every path.
COOKIE = "__Host-consultation"
NONCE_BYTES = 16


@dataclass(frozen=True)
class Visit:
    """A request's session: `token` only if it opens `mine`."""

    token: str | None
    mine: Contribution | None


def keep(response: Response, token: str) -> None:
    """Gives the device its token, until its browser is closed."""
    response.set_cookie(COOKIE, token, secure=True, httponly=True, samesite="strict", path="/")


def forget(response: Response) -> None:
    response.delete_cookie(COOKIE, secure=True, httponly=True, samesite="strict", path="/")


class Pages:
    """Signs the pages of the form, and tells where a request comes from."""

    def __init__(self, keys: Keys, public_url: str) -> None:
        self._keys = keys
        self._origin = "{0.scheme}://{0.netloc}".format(urlsplit(public_url))

    def sign(self, token: str | None) -> str:
        """What a page made for the holder of this token carries: a name of its own, and a signature of the two."""
        name = secrets.token_urlsafe(NONCE_BYTES)
        return f"{name}.{self._signature(name, token)}"

    def name(self, sign: str, visit: Visit, request: Request) -> str | None:
        """The page's name if it was made for this session, or before there was one; None if it was not.

        Of a page made before the session only a browser that says it is ours is believed: with it anybody could have
        been given that page.
        """
        name, _, signature = sign.partition(".")
        before = (None,) if self._is_ours(request) else ()
        signers = {visit.token, *before}
        known = [self._signature(name, each) for each in signers]
        return name if any(hmac.compare_digest(signature.encode(), each.encode()) for each in known) else None

    def is_foreign(self, request: Request) -> bool:
        """Whether the browser says that another site's page sent this."""
        return not self._is_ours(request) and bool(self._said(request))

    def _is_ours(self, request: Request) -> bool:
        return self._said(request) in ("same-origin", self._origin, f"{request.url.scheme}://{request.url.netloc}")

    @staticmethod
    def _said(request: Request) -> str:
        """Sec-Fetch-Site, which no page can change; of browsers that do not send it, Origin."""
        return request.headers.get("sec-fetch-site") or request.headers.get("origin", "")

    def _signature(self, name: str, token: str | None) -> str:
        return self._keys.digest(f"page\n{name}\n{token or ''}")
