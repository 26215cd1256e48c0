"""What goes over the wire to and from the Bot API: parameters in three encodings, and its envelope."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from email.message import Message as Header
from typing import Any
from urllib.parse import parse_qsl

from starlette.requests import Request

Wire = dict[str, Any]


class Refused(Exception):
    """The Bot API says no: an HTTP status, a description and, for a flood, how long to wait."""

    def __init__(self, status: int, description: str, retry_after: int | None = None) -> None:
        super().__init__(description)
        self.status, self.description, self.retry_after = status, description, retry_after

    def envelope(self) -> Wire:
        said: Wire = {"ok": False, "error_code": self.status, "description": self.description}
        return said if self.retry_after is None else said | {"parameters": {"retry_after": self.retry_after}}


@dataclass(frozen=True)
class File:
    """An uploaded file."""

    name: str
    kind: str
    content: bytes


def _chat(value: str) -> int | str:
    return value if value.startswith("@") else int(value)


WHOLE = ("message_id", "offset", "limit", "timeout", "max_connections")
OF_A_TYPE: dict[str, Callable[[str], Any]] = (
    {"chat_id": _chat}
    | dict.fromkeys(WHOLE, int)
    | dict.fromkeys(
        ("reply_markup", "allowed_updates", "commands", "entities", "caption_entities", "scope"), json.loads
    )
)


async def parameters_of(request: Request) -> Wire:
    """Those of the address, and those of the body: JSON, a form, or a form with files."""
    kind, body = request.headers.get("content-type", ""), await request.body()
    given: Wire = dict(request.query_params)
    for mark, read in READERS.items():
        if kind.startswith(mark):
            given |= read(kind, body)
    return {name: _typed(name, value) for name, value in given.items()}


def _typed(name: str, value: object) -> object:
    if not isinstance(value, str) or name not in OF_A_TYPE:
        return value
    try:
        return OF_A_TYPE[name](value)
    except ValueError:
        raise Refused(400, f"Bad Request: can't parse {name}") from None


def _from_json(_: str, body: bytes) -> Wire:
    try:
        return dict(json.loads(body or b"{}"))
    except ValueError:
        raise Refused(400, "Bad Request: can't parse request JSON") from None


def _from_form(_: str, body: bytes) -> Wire:
    return dict(parse_qsl(body.decode(), keep_blank_values=True))


def _from_parts(kind: str, body: bytes) -> Wire:
    boundary = _header("content-type", kind).get_boundary()
    if boundary is None:
        raise Refused(400, "Bad Request: boundary not found")
    parts = body.split(b"--" + boundary.encode())[1:-1]
    return dict(_part(part.removeprefix(b"\r\n").removesuffix(b"\r\n")) for part in parts)


def _part(part: bytes) -> tuple[str, str | File]:
    head, _, content = part.partition(b"\r\n\r\n")
    lines = dict(line.split(": ", 1) for line in head.decode().split("\r\n"))
    about = {name.lower(): value for name, value in lines.items()}
    disposition = _header("content-disposition", about["content-disposition"])
    name, file = (disposition.get_param(each, header="content-disposition") for each in ("name", "filename"))
    if file is None:
        return str(name), content.decode()
    return str(name), File(str(file), about.get("content-type", "application/octet-stream"), content)


def _header(name: str, value: str) -> Header:
    header = Header()
    header[name] = value
    return header


READERS = {
    "application/json": _from_json,
    "application/x-www-form-urlencoded": _from_form,
    "multipart/form-data": _from_parts,
}
