"""Errors as RFC 9457 problem documents: a stable code, and a sentence in the person's language."""

from collections.abc import Awaitable, Callable

import structlog
from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, Response
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as NoConnection
from starlette.exceptions import HTTPException

from bot.catalogue import Catalogue
from bot.channels.web.language import spoken
from bot.channels.web.security import HEADERS
from bot.conversations.errors import ConversationError

log = structlog.get_logger()

BY_STATUS = {404: "not_found", 405: "method_not_allowed", 413: "body_too_large"}


def problem(
    request: Request, catalogue: Catalogue, *, code: str, status: int, retry_after: int | None = None, **more: str
) -> Response:
    """One error, for a person and for a program; `more` is for the program."""
    lang = spoken(request, catalogue)
    title = catalogue.phrasebooks[lang].say(f"errors.{code}")
    return JSONResponse(
        {"type": "about:blank", "code": code, "title": title, "status": status} | more,
        status_code=status,
        media_type="application/problem+json",
        headers={"Content-Language": lang} | ({"Retry-After": str(retry_after)} if retry_after else {}),
    )


def answer_errors(app: FastAPI, catalogue: Catalogue, absent: Callable[[Request], Response] | None = None) -> None:
    """Turns every error into a problem document, once, at the edge; `absent` answers for a page that is not there."""

    async def refused(request: Request, error: Exception) -> Response:
        assert isinstance(error, ConversationError)
        to = getattr(error, "to", None)
        more = {"conversation": to} if to else {}
        return problem(request, catalogue, code=error.code, status=error.status, retry_after=error.retry_after, **more)

    async def malformed(request: Request, error: Exception) -> Response:
        return problem(request, catalogue, code="invalid_request", status=422)

    async def http(request: Request, error: Exception) -> Response:
        assert isinstance(error, HTTPException)
        if error.status_code == 404 and absent is not None:
            return absent(request)
        code = BY_STATUS.get(error.status_code, "invalid_request")
        return problem(request, catalogue, code=code, status=error.status_code)

    async def database_away(request: Request, error: Exception) -> Response:
        log.error("database_unavailable", error=type(error).__name__)
        return problem(request, catalogue, code="unavailable", status=503, retry_after=5)

    async def broken(request: Request, error: Exception) -> Response:
        log.error("request_failed", route=request.url.path, error=type(error).__name__)
        answer = problem(request, catalogue, code="internal", status=500)
        answer.headers.update(HEADERS)  # Starlette makes this answer outside every middleware
        return answer

    handlers: list[tuple[type[Exception], Callable[[Request, Exception], Awaitable[Response]]]] = [
        (ConversationError, refused),
        (RequestValidationError, malformed),
        (HTTPException, http),
        (DBAPIError, database_away),
        (NoConnection, database_away),
        (Exception, broken),
    ]
    for kind, handler in handlers:
        app.add_exception_handler(kind, handler)
