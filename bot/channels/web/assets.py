"""Style and scripts, under an address that changes with their content, so that they are cached for good."""

import gzip
import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from fastapi import APIRouter, HTTPException
from rcssmin import cssmin
from rjsmin import jsmin
from starlette.requests import Request
from starlette.responses import Response

from bot.channels.web.language import preferences

HERE = Path(__file__).parent
TYPES = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}
YEAR_SECONDS = 31_536_000
NOT_KEPT = {"Cache-Control": "no-cache"}
KEPT = {"Cache-Control": f"public, max-age={YEAR_SECONDS}, immutable"}
# Without what is there for those who read them.
SHORTER: Mapping[str, Callable[[str], str]] = {".css": cssmin, ".js": jsmin}
# A page of any website may load what carries these.
FOR_EVERYONE = {"Access-Control-Allow-Origin": "*", "Cross-Origin-Resource-Policy": "cross-origin"}


@dataclass(frozen=True)
class Asset:
    """A file as it is sent: whole, or compressed, under one weak tag for both (RFC 9110, 8.8.1)."""

    body: bytes
    media_type: str
    headers: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def gzipped(self) -> bytes:
        return gzip.compress(self.body, mtime=0)

    @cached_property
    def tag(self) -> str:
        return f'"{hashlib.sha256(self.body).hexdigest()[:16]}"'

    def answer(self, request: Request, headers: Mapping[str, str]) -> Response:
        """Compressed for who accepts it, 304 for who has it."""
        headers = {**self.headers, **headers, "ETag": f"W/{self.tag}", "Vary": "Accept-Encoding"}
        if self.tag in request.headers.get("if-none-match", ""):
            return Response(status_code=304, headers=headers)
        if "gzip" not in preferences(request.headers.get("accept-encoding", "")):
            return Response(self.body, media_type=self.media_type, headers=headers)
        return Response(self.gzipped, media_type=self.media_type, headers=headers | {"Content-Encoding": "gzip"})


def as_sent(file: Path) -> bytes:
    """A script or style without comments and blanks; anything else as it is."""
    shorter = SHORTER.get(file.suffix)
    return shorter(file.read_text("utf-8")).encode() if shorter else file.read_bytes()


class Assets:
    """The files of one folder, read once to know their version; modules import each other within one version."""

    def __init__(self, folder: str, headers: Mapping[str, str] | None = None) -> None:
        self.folder = folder
        self.files = {
            file.name: Asset(as_sent(file), TYPES[file.suffix], headers or {})
            for file in sorted((HERE / folder).iterdir())
            if file.suffix in TYPES
        }
        digest = hashlib.sha256()
        for name, asset in self.files.items():
            digest.update(name.encode() + asset.gzipped)  # which compresses it, before anybody waits for it
        self.version = digest.hexdigest()[:12]

    def address(self, name: str) -> str:
        """Raises KeyError for a file that is not there."""
        self.files[name]
        return f"/{self.folder}/{self.version}/{name}"

    def router(self) -> APIRouter:
        router = APIRouter(include_in_schema=False)

        @router.api_route(f"/{self.folder}/{{version}}/{{name}}", methods=["GET", "HEAD"])
        async def asset(request: Request, version: str, name: str) -> Response:
            if name not in self.files:
                raise HTTPException(404)
            return self.files[name].answer(request, KEPT if version == self.version else NOT_KEPT)

        return router
