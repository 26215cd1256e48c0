"""When an answer calls for its question's probe, and whether the probe may repeat its words. Pure rules.

An answer is thin when it has at most six words and is not complete as it stands. "Never", "none", "I don't know", "no
opinion" and whatever else denies are complete: a probe would presume a case that its author has just denied. The words
of each language are in `content/locales/` under `answers`.
"""

import re
import unicodedata
from collections.abc import Collection, Iterable

from bot import contact_details

THIN_WORDS = 6
PROBES_A_THEME = 2
QUOTED_CHARACTERS = 80
_UNSEEN = {"Mn", "Me", "Cf"}  # accents, and signs that join or split words without being seen
_WORD = re.compile(r"[^\W_]+")


def is_thin(text: str, *, complete: Iterable[str], complete_alone: Iterable[str]) -> bool:
    """Whether a text says little and could say more.

    `complete`: phrases that end the matter wherever they stand; `complete_alone`: those that do with nothing around.
    """
    words = _words(text)
    said = f" {' '.join(words)} "
    ends = any(f" {' '.join(_words(each))} " in said for each in complete)
    return len(words) <= THIN_WORDS and not ends and not is_said(text, complete_alone)


def is_said(text: str, phrases: Iterable[str]) -> bool:
    """Whether a text is nothing but one of these phrases."""
    return any(same_words(text, each) for each in phrases)


def same_words(one: str, other: str) -> bool:
    """Whether two texts say the same, whatever their case, accents and punctuation."""
    words = _words(one)
    return bool(words) and words == _words(other)


def is_due(question: str, *, in_theme: Collection[str], probed: Collection[str]) -> bool:
    """At most one probe a question and two a theme; `in_theme`: its questions, `probed`: those probed before."""
    return question not in probed and sum(each in in_theme for each in probed) < PROBES_A_THEME


def may_be_quoted(text: str, unquoted: Iterable[str]) -> bool:
    """Whether the bot may say a text back: short, without contact details, masked codes or insults (`unquoted`)."""
    return (
        len(text) <= QUOTED_CHARACTERS
        and contact_details.MASK not in text
        and not any(_holds(_words(text), each) for each in unquoted)
        and not contact_details.find(text)
    )


def _holds(words: list[str], insult: str) -> bool:
    if insult.endswith("*"):
        return any(word.startswith(_words(insult)[0]) for word in words)
    return f" {' '.join(_words(insult))} " in f" {' '.join(words)} "


def _words(text: str) -> list[str]:
    """Lower case, without accents, punctuation or emoji."""
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", text).casefold())
    return _WORD.findall("".join(sign for sign in plain if unicodedata.category(sign) not in _UNSEEN))
