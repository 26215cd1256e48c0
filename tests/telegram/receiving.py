"""Methods about what comes in: updates by long polling or webhook, taps to answer, chats to leave."""

import re
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from tests.telegram.webhook import Webhook
from tests.telegram.wire import Refused, Wire

if TYPE_CHECKING:
    from tests.telegram.bot_api import BotApi

LONGEST_POLL, MOST_UPDATES, MOST_CONNECTIONS = 50, 100, 100
PORTS = {None, 80, 88, 443, 8443}
TAKEN = "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"
TOO_OLD = "Bad Request: query is too old and response timeout expired or query ID is invalid"


def get_updates(api: "BotApi", parameters: Wire) -> list[Wire]:
    if api.webhook:
        raise Refused(409, TAKEN)
    api.updates.allow(parameters.get("allowed_updates"))
    return api.updates.poll(
        offset=parameters.get("offset", 0),
        limit=min(max(parameters.get("limit", MOST_UPDATES), 1), MOST_UPDATES),
        seconds=min(parameters.get("timeout", 0), LONGEST_POLL),
        interrupted=lambda: api.closed or api.is_down or api.webhook is not None,
    )


def set_webhook(api: "BotApi", parameters: Wire) -> bool:
    """An empty address removes it."""
    url, secret = parameters.get("url", ""), parameters.get("secret_token", "")
    if url:
        _check(url, secret)
    with api.changed:
        delete_webhook(api, parameters)
        api.updates.allow(parameters.get("allowed_updates"))
        if url:
            connections = min(max(parameters.get("max_connections", 40), 1), MOST_CONNECTIONS)
            api.webhook = Webhook(api, url=url, secret=secret, connections=connections)
            api.webhook.begin()
    return True


def _check(url: str, secret: str) -> None:
    if urlsplit(url).scheme != "https":
        raise Refused(400, "Bad Request: bad webhook: An HTTPS URL must be provided for webhook")
    if urlsplit(url).port not in PORTS:
        raise Refused(400, "Bad Request: bad webhook: Webhook can be set up only on ports 80, 88, 443 or 8443")
    if not re.fullmatch(r"[\w-]{0,256}", secret, re.ASCII):
        raise Refused(400, "Bad Request: secret token contains illegal characters")


def delete_webhook(api: "BotApi", parameters: Wire) -> bool:
    with api.changed:
        if api.webhook:
            api.webhook.end()
        api.webhook = None
        if str(parameters.get("drop_pending_updates", "")).lower() == "true":
            api.updates.waiting.clear()
        api.changed.notify_all()
    return True


def get_webhook_info(api: "BotApi", _: Wire) -> Wire:
    with api.changed:
        about: Wire = {"url": "", "has_custom_certificate": False, "pending_update_count": len(api.updates.waiting)}
        allowed = {"allowed_updates": sorted(api.updates.allowed)} if api.updates.allowed else {}
        return about | (api.webhook.about() if api.webhook else {}) | allowed


def answer_callback_query(api: "BotApi", parameters: Wire) -> bool:
    with api.changed:
        query = parameters.get("callback_query_id", "")
        if query not in api.queries:
            raise Refused(400, TOO_OLD)
        api.queries[query] = parameters
        api.changed.notify_all()
    return True


def leave_chat(api: "BotApi", parameters: Wire) -> bool:
    with api.changed:
        chat = api.reachable(parameters)
        kind = chat.wire["type"]
        if kind == "private":
            raise Refused(400, "Bad Request: chat member status can't be changed in private chats")
        chat.refusal = f"bot is not a member of the {kind} chat"
        api.membership(chat, api.user, old="administrator" if kind == "channel" else "member", new="left")
    return True
