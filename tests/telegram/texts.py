"""Texts as Telegram counts them (in UTF-16 units), finds commands in them, and as its clients cut long ones."""

import re

from tests.telegram.wire import Wire

LONGEST = 4096
COMMAND = re.compile(r"(?<![\w/])/[A-Za-z0-9_]{1,64}(@\w{5,32})?(?!\w)")
CUTS = (r"\n(?=\n)", r"\n", r"(?<=[.!?…])\s", r"\s")  # where clients would rather cut, best first
WINDOWS = {"android": 300, "desktop": LONGEST // 2}  # how far back from the limit each looks for such a place


def length(text: str) -> int:
    """In UTF-16 units."""
    return len(text.encode("utf-16-le")) // 2


def commands_in(text: str) -> list[Wire]:
    """The entities that make a text's commands."""
    return [
        {"type": "bot_command", "offset": length(text[: found.start()]), "length": length(found[0])}
        for found in COMMAND.finditer(text)
    ]


def parts(text: str, client: str) -> list[str]:
    """The messages a client makes of a text: each within the limit, trimmed, cut where it reads best."""
    found = []
    while length(text) > LONGEST:
        fits = text.encode("utf-16-le")[: LONGEST * 2].decode("utf-16-le", "ignore")
        end = _best_cut(fits, WINDOWS[client])
        found.append(text[:end])
        text = text[end:]
    return [part for part in (each.strip() for each in [*found, text]) if part]


def _best_cut(fits: str, window: int) -> int:
    for place in CUTS:
        found = [each.start() for each in re.finditer(place, fits) if each.start() >= len(fits) - window]
        if found:
            return found[-1]
    return len(fits)
