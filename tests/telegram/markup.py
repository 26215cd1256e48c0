"""Bot API HTML, read as strictly as Telegram reads it, and inline keyboards, refused as Telegram refuses them."""

import re
from typing import Any
from urllib.parse import urlsplit

from tests.telegram.texts import length
from tests.telegram.wire import Refused, Wire

LONGEST_DATA = 64
TAG = re.compile(r"""<(/?)([^\s>/]*)((?:"[^"]*"|'[^']*'|[^"'>])*)(>?)""")
ATTRIBUTE = re.compile(r"""([\w-]+)(?:\s*=\s*("[^"]*"|'[^']*'|[^\s"'>]+))?""")
NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
SPECIAL = re.compile(r"&(?:(lt|gt|amp|quot)|#(\d{1,7})|#x([0-9a-fA-F]{1,6}));")
ENTITIES = {
    "b": "bold", "strong": "bold", "i": "italic", "em": "italic", "u": "underline", "ins": "underline",
    "s": "strikethrough", "strike": "strikethrough", "del": "strikethrough", "tg-spoiler": "spoiler",
    "span": "spoiler", "code": "code", "pre": "pre", "blockquote": "blockquote", "a": "text_link",
}  # fmt: skip


def from_html(source: str) -> tuple[str, list[Wire]]:
    """The text and its entities; anything but the tags above, well closed, is refused with its byte offset."""
    text, at = "", 0
    open_: list[tuple[str, Wire]] = []
    entities: list[Wire] = []
    for tag in TAG.finditer(source):
        text, at = text + _plain(source[at : tag.start()]), tag.end()
        offset = len(source[: tag.start()].encode())
        if tag[1]:
            entities.append(_closed(tag, open_, offset=offset, end=length(text)))
        else:
            open_.append((tag[2].lower(), _opened(tag, offset) | {"offset": length(text)}))
    if open_:
        raise broken(f'Can\'t find end tag corresponding to start tag "{open_[-1][0]}"')
    return _trimmed(text + _plain(source[at:]), entities)


def broken(why: str) -> Refused:
    return Refused(400, f"Bad Request: can't parse entities: {why}")


def _opened(tag: re.Match[str], offset: int) -> Wire:
    name = tag[2].lower()
    if not tag[4]:
        raise broken(f"Unclosed start tag at byte offset {offset}")
    attributes = {found[1]: _plain((found[2] or "").strip("\"'")) for found in ATTRIBUTE.finditer(tag[3])}
    if name not in ENTITIES or (name == "span" and attributes.get("class") != "tg-spoiler"):
        raise broken(f'Unsupported start tag "{name}" at byte offset {offset}')
    kind = "expandable_blockquote" if "expandable" in attributes else ENTITIES[name]
    return {"type": kind} | ({"url": attributes.get("href", "")} if name == "a" else {})


def _closed(tag: re.Match[str], open_: list[tuple[str, Wire]], *, offset: int, end: int) -> Wire:
    if not open_:
        raise broken(f"Unexpected end tag at byte offset {offset}")
    name, entity = open_.pop()
    if tag[2].lower() not in ("", name):
        raise broken(f'Unmatched end tag at byte offset {offset}, expected "</{name}>", found "</{tag[2].lower()}>"')
    return entity | {"length": end - entity["offset"]}


def _plain(text: str) -> str:
    return SPECIAL.sub(
        lambda found: NAMED.get(found[1]) or chr(int(found[2] or found[3], 10 if found[2] else 16)), text
    )


def _trimmed(text: str, entities: list[Wire]) -> tuple[str, list[Wire]]:
    """Without white space around, nor the entities and links that hold nothing then."""
    before, last = length(text) - length(text.lstrip()), length(text.strip())
    moved = []
    for each in entities:
        start, end = max(each["offset"] - before, 0), min(each["offset"] + each["length"] - before, last)
        if end > start and each.get("url") != "":
            moved.append(each | {"offset": start, "length": end - start})
    return text.strip(), sorted(moved, key=lambda each: (each["offset"], -each["length"]))


def keyboard(markup: Any) -> Wire | None:
    """An inline keyboard as a message shows it; None where there is none, or one of another kind."""
    if not markup:
        return None
    if not isinstance(markup, dict):
        raise Refused(400, "Bad Request: object expected as reply markup")
    rows = [[_button(each) for each in row] for row in markup.get("inline_keyboard", []) if row]
    return {"inline_keyboard": rows} if rows else None


def _button(button: Wire) -> Wire:
    if not button.get("text"):
        raise Refused(400, "Bad Request: text buttons must have a text")
    if "url" in button:
        _address(button["url"])
    elif "callback_data" not in button:
        raise Refused(400, "Bad Request: text buttons are unallowed in the inline keyboard")
    elif not 1 <= len(str(button["callback_data"]).encode()) <= LONGEST_DATA:
        raise Refused(400, "Bad Request: BUTTON_DATA_INVALID")
    return button


def _address(url: str) -> None:
    """Telegram refuses a host without a dot: http://localhost is no address for it."""
    parts = urlsplit(url)
    if parts.scheme != "tg" and (parts.scheme not in ("http", "https") or "." not in (parts.hostname or "")):
        raise Refused(400, f"Bad Request: inline keyboard button URL '{url}' is invalid: Wrong HTTP URL")
