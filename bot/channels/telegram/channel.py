"""Puts the channel together from the settings."""

from bot.channels.telegram.addresses import Addresses, made_from
from bot.channels.telegram.bridge import Bridge
from bot.channels.telegram.connection import bot_of
from bot.channels.telegram.courtesies import Courtesies
from bot.channels.telegram.documents import Documents
from bot.channels.telegram.intake import Intake
from bot.channels.telegram.outbox import Outbox
from bot.channels.telegram.rendering import Renderer
from bot.channels.telegram.routing import CHANNEL
from bot.channels.telegram.sending import Sender
from bot.channels.telegram.webhook import PATH
from bot.conversations.chats import Chats
from bot.conversations.conversations import Conversations
from bot.settings import Settings


def channel(settings: Settings, token: str, conversations: Conversations) -> Bridge:
    """The bridge of the bot that the token is of; it asks nothing yet."""
    catalogue, database, site = conversations.catalogue, conversations.database, settings.public_url
    bot = bot_of(token, settings.telegram_api)
    sealing = [*(each.get_secret_value() for each in settings.chat_keys), made_from(settings.secret("secret_key"))]
    addresses = Addresses(conversations.keys, sealing)
    documents = Documents(database, catalogue, conversations.clock, site)
    sender = Sender(bot, conversations, addresses, Renderer(catalogue, site), documents)
    return Bridge(
        bot=bot,
        conversations=conversations,
        intake=Intake(Chats(conversations, CHANNEL), addresses),
        outbox=Outbox(sender),
        courtesies=Courtesies(bot, database, catalogue),
        address=f"{site}{PATH}" if site.startswith("https://") else None,
        links=settings.telegram_links,
        secret=conversations.keys.digest("telegram webhook"),
    )
