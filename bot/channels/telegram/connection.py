"""The library's bot: where the Bot API is, how long to wait for it, and what is wrong with it, in one sentence."""

from telegram import Update
from telegram.error import BadRequest, Conflict, InvalidToken, TelegramError
from telegram.ext import AIORateLimiter, ExtBot
from telegram.request import HTTPXRequest

Bot = ExtBot[int]

# Seconds that Telegram may hold a request for updates, and that any other may take.
POLL, PATIENCE = 25, 20.0
# How often a message that came too fast is sent again, after the pause that Telegram asks for.
RETRIES = 3
ALLOWED = [Update.MESSAGE, Update.EDITED_MESSAGE, Update.CALLBACK_QUERY, Update.MY_CHAT_MEMBER, Update.CHANNEL_POST]


def bot_of(token: str, api: str) -> Bot:
    """A bot that honours Telegram's limits; nothing is asked yet."""
    return ExtBot(
        token,
        base_url=f"{api}/bot",
        base_file_url=f"{api}/file/bot",
        rate_limiter=AIORateLimiter(max_retries=RETRIES),
        request=HTTPXRequest(connect_timeout=10, read_timeout=PATIENCE, write_timeout=PATIENCE, pool_timeout=PATIENCE),
        get_updates_request=HTTPXRequest(connect_timeout=10, read_timeout=POLL + PATIENCE),
    )


def sentence(error: TelegramError) -> str:
    """For the operator; the library's own would show the token."""
    if isinstance(error, InvalidToken):
        return "Telegram refuses the token in CONSULTATION_TELEGRAM_TOKEN; @BotFather gives the right one."
    if isinstance(error, Conflict):
        return "Another program takes this Telegram bot's messages; only one can."
    if isinstance(error, BadRequest):
        return "Telegram refuses what the bot asks: for a webhook, an https address on port 443, 80, 88 or 8443."
    return f"Telegram can't be reached at CONSULTATION_TELEGRAM_API ({type(error).__name__})."
