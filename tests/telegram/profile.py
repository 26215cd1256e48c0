"""Methods about the bot itself: who it is, its commands and its descriptions, each in several languages."""

import re
from typing import TYPE_CHECKING

from tests.telegram.wire import Refused, Wire

if TYPE_CHECKING:
    from tests.telegram.bot_api import BotApi

ABILITIES = {
    "can_join_groups": True, "can_read_all_group_messages": False, "supports_inline_queries": False,
    "can_connect_to_business": False, "has_main_web_app": False,
}  # fmt: skip
MOST_COMMANDS, LONGEST_HELP, LONGEST_DESCRIPTION, LONGEST_SHORT_DESCRIPTION = 100, 256, 512, 120


def get_me(api: "BotApi", _: Wire) -> Wire:
    return api.user | ABILITIES


def set_commands(api: "BotApi", parameters: Wire) -> bool:
    commands = parameters.get("commands", [])
    if len(commands) > MOST_COMMANDS:
        raise Refused(400, "Bad Request: BOT_COMMANDS_TOO_MUCH")
    for each in commands:
        if not re.fullmatch(r"[a-z0-9_]{1,32}", each["command"]):
            raise Refused(400, "Bad Request: BOT_COMMAND_INVALID")
        if not 1 <= len(each["description"]) <= LONGEST_HELP:
            raise Refused(400, "Bad Request: BOT_COMMAND_DESCRIPTION_INVALID")
    with api.changed:
        api.commands[_language(parameters)] = commands
        api.changed.notify_all()
    return True


def get_commands(api: "BotApi", parameters: Wire) -> list[Wire]:
    return api.commands.get(_language(parameters), [])


def delete_commands(api: "BotApi", parameters: Wire) -> bool:
    api.commands.pop(_language(parameters), None)
    return True


def set_description(api: "BotApi", parameters: Wire) -> bool:
    return _describe(api.descriptions, parameters, "description", LONGEST_DESCRIPTION)


def get_description(api: "BotApi", parameters: Wire) -> Wire:
    return {"description": api.descriptions.get(_language(parameters), "")}


def set_short_description(api: "BotApi", parameters: Wire) -> bool:
    return _describe(api.short_descriptions, parameters, "short_description", LONGEST_SHORT_DESCRIPTION)


def get_short_description(api: "BotApi", parameters: Wire) -> Wire:
    return {"short_description": api.short_descriptions.get(_language(parameters), "")}


def _describe(texts: dict[str, str], parameters: Wire, name: str, longest: int) -> bool:
    text = parameters.get(name, "")
    if len(text) > longest:
        raise Refused(400, f"Bad Request: {name.upper()}_TOO_LONG")
    texts[_language(parameters)] = text
    return True


def _language(parameters: Wire) -> str:
    """Two letters, or none for everybody else."""
    code = str(parameters.get("language_code", ""))
    if not re.fullmatch(r"([a-z]{2})?", code):
        raise Refused(400, "Bad Request: invalid language code specified")
    return code
