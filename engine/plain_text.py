"""Citizens' text as the engine reads it: never a command, and folded for comparison."""

import re
import unicodedata
from collections.abc import Sequence

# Understanding needs no more than this; the whole text is stored by the service, which reads it by its id.
READ_CHARACTERS = 600
_SLASHES = {"/", "\u2044", "\u2215"}  # and the wide one, which NFKC makes the first
_NOT_WORDS = re.compile(r"[\W_]+")
_LIGATURES = str.maketrans({"œ": "oe", "æ": "ae"})
_INVISIBLE = {"Cc", "Cf", "Cs", "Co", "Cn"}


def readable(text: str) -> str:
    """The text the classifier may see: Rasa takes a leading `/` for an intent, so no slash of any width is left."""
    compatible = unicodedata.normalize("NFKC", text[:READ_CHARACTERS])
    visible = "".join(" " if unicodedata.category(sign) in _INVISIBLE else sign for sign in compatible)
    return visible.replace("/", " ").strip() or "…"


def begins_with_a_slash(text: str) -> bool:
    """Whether a text is written like a command of a program, a slash of any width first; nothing here obeys those."""
    visible = (sign for sign in unicodedata.normalize("NFKC", text[:READ_CHARACTERS]) if not _is_blank(sign))
    return next(visible, None) in _SLASHES


def _is_blank(sign: str) -> bool:
    return sign.isspace() or unicodedata.category(sign) in _INVISIBLE


def fold(text: str) -> str:
    """Lower case without accents, ligatures, punctuation or emoji; a text made of these alone keeps its signs."""
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", text).casefold())
    bare = "".join(sign for sign in plain if not unicodedata.combining(sign)).translate(_LIGATURES)
    return _NOT_WORDS.sub(" ", bare).strip() or text.strip()


def without_courtesies(folded: str, courtesies: Sequence[str]) -> str:
    """The folded text without polite words at its ends; a text made of politeness alone is left as it is."""
    left = folded
    while True:
        shorter = _without_one(left, courtesies)
        if not shorter:
            return folded
        if shorter == left:
            return left
        left = shorter


def _without_one(folded: str, courtesies: Sequence[str]) -> str:
    for courtesy in courtesies:
        if folded == courtesy:
            return ""
        if folded.endswith(f" {courtesy}"):
            return folded[: -len(courtesy)].rstrip()
        if folded.startswith(f"{courtesy} "):
            return folded[len(courtesy) :].lstrip()
    return folded


def words(folded: str) -> tuple[str, ...]:
    """The words of a folded text."""
    return tuple(folded.split())
