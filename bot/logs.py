"""Logs: one JSON line an event, names and numbers only; a citizen's words, tokens and names never."""

import logging

import structlog


def configure() -> None:
    """Structured lines on standard output; libraries speak from warnings on."""
    logging.basicConfig(level=logging.WARNING, format="%(name)s %(levelname)s %(message)s")
    # An access log would hold addresses; a traceback of a request's failure, its body.
    logging.getLogger("uvicorn.error").setLevel(logging.CRITICAL)
    # Errors that were dealt with, with the answers of Telegram in them.
    logging.getLogger("telegram").setLevel(logging.CRITICAL + 1)
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso"),
            structlog.processors.JSONRenderer(),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
        cache_logger_on_first_use=True,
    )
