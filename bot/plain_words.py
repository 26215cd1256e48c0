"""Texts compared by their words alone, as people mean them."""

import re
import unicodedata
from collections.abc import Iterable

_UNSEEN = {"Mn", "Me", "Cf"}  # accents, and signs that join or split words without being seen
_WORD = re.compile(r"[^\W_]+")


def plain_words(text: str) -> list[str]:
    """Lower case, without accents, punctuation or emoji."""
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", text).casefold())
    return _WORD.findall("".join(sign for sign in plain if unicodedata.category(sign) not in _UNSEEN))


def same_words(one: str, other: str) -> bool:
    """Whether two texts say the same."""
    words = plain_words(one)
    return bool(words) and words == plain_words(other)


def is_said(text: str, phrases: Iterable[str]) -> bool:
    """Whether a text is nothing but one of these phrases."""
    return any(same_words(text, each) for each in phrases)
