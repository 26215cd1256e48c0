"""Texts compared by their words alone, as people mean them."""

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

_UNSEEN = {"Mn", "Me", "Cf"}  # accents, and signs that join or split words without being seen
_WORD = re.compile(r"[^\W_]+")

Words = tuple[str, ...]


def plain_words(text: str) -> Words:
    """Lower case, without accents, punctuation or emoji."""
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", text).casefold())
    if not plain.isascii():
        plain = "".join(sign for sign in plain if sign.isascii() or unicodedata.category(sign) not in _UNSEEN)
    return tuple(_WORD.findall(plain))


@lru_cache(maxsize=4096)
def of_phrase(phrase: str) -> Words:
    """The same of the content's own phrases, which come again and again; never of what a person wrote."""
    return plain_words(phrase)


def said_of(text: str, phrases: Iterable[str]) -> str | None:
    """The phrase that a text says, if it says nothing else."""
    words = plain_words(text)
    return next((each for each in phrases if words and words == of_phrase(each)), None)


def is_said(text: str, phrases: Iterable[str]) -> bool:
    """Whether a text is nothing but one of these phrases."""
    return said_of(text, phrases) is not None
