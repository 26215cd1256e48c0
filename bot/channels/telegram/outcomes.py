"""What became of a message that was sent, and what of that may be tried again."""

from dataclasses import dataclass
from datetime import datetime

import httpx
import structlog
from telegram.error import BadRequest, Forbidden, InvalidToken, NetworkError, RetryAfter, TelegramError

log = structlog.get_logger()

# Between two attempts at what was surely not sent, seconds.
FIRST, LONGEST = 1.0, 60.0
# Whatever else went wrong on the way, Telegram may have it already.
SURELY_UNSENT = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout)


@dataclass(frozen=True)
class Outcome:
    """What became of it. `pause`: seconds until it is tried again."""

    state: str
    trouble: str | None = None
    number: int | None = None
    at: datetime | None = None
    pause: float = 0.0


def trouble(error: TelegramError, attempts: int) -> Outcome:
    """Tried again only where it was surely not sent."""
    if isinstance(error, RetryAfter):
        return Outcome("waiting", "slow_down", pause=error._retry_after.total_seconds())
    if isinstance(error, Forbidden):
        return Outcome("failed", "blocked")
    if isinstance(error, (NetworkError, InvalidToken)) and not isinstance(error, BadRequest):
        cause = error.__cause__
        if isinstance(cause, httpx.HTTPError) and not isinstance(cause, SURELY_UNSENT):
            return Outcome("unsure", "timed_out")
        return Outcome("waiting", "away", pause=min(FIRST * 2 ** min(attempts - 1, 6), LONGEST))
    log.error("telegram_refused", error=type(error).__name__)
    return Outcome("failed", "refused")
