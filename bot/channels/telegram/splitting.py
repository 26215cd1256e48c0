"""Long texts in pieces that Telegram takes, cut where a reader would pause."""

import re

# UTF-16 units, as Telegram counts.
LIMIT = 4096
# Where to cut, the best place first.
PLACES = (r"\n\n", r"\n", r"(?<=[.!?…»”])\s", r"\s")


def units(text: str) -> int:
    """The length of a text in UTF-16 units."""
    return len(text.encode("utf-16-le")) // 2


def pieces(text: str, limit: int = LIMIT) -> list[str]:
    """The text in pieces of at most `limit` units; together they have all its words."""
    found = []
    while units(text) > limit:
        at = _cut(text, limit)
        found.append(text[:at].rstrip())
        text = text[at:].lstrip()
    return [each for each in (*found, text) if each]


def _cut(text: str, limit: int) -> int:
    """Where the first piece ends; not in its first half if there is a place in the second."""
    longest = _longest(text, limit)
    for place in PLACES:
        ends = [each.end() for each in re.finditer(place, text[: longest + 1]) if each.start() <= longest]
        last = max((each for each in ends if each <= longest + 1), default=0)
        if last > longest // 2:
            return last
    return longest


def _longest(text: str, limit: int) -> int:
    """How many characters fit: none of two units is cut in half."""
    length = 0
    for at, each in enumerate(text):
        length += 2 if ord(each) > 0xFFFF else 1
        if length > limit:
            return at
    return len(text)
