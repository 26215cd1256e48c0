"""When an answer calls for its question's probe, and whether the probe may repeat its words. Pure rules.

An answer is thin when it has at most six words and is not complete as it stands. "Never", "none", "I don't know", "no
opinion" and whatever else denies are complete: a probe would presume a case that its author has just denied. What comes
after a "but" decides: "no idea, but the museums" says something. The words of each language are in `content/locales/`
under `answers`.
"""

from collections.abc import Collection, Iterable

from bot import contact_details
from bot.plain_words import Words, is_said, of_phrase, plain_words

THIN_WORDS = 6
PROBES_A_THEME = 2
QUOTED_CHARACTERS = 80


def is_thin(text: str, *, complete: Iterable[str], complete_alone: Iterable[str], however: Iterable[str] = ()) -> bool:
    """Whether a text says little and could say more.

    `complete`: phrases that end the matter wherever they stand; `complete_alone`: those that do with nothing around;
    `however`: phrases after which the text says something else, which counts alone.
    """
    words = plain_words(text)
    if len(words) > THIN_WORDS or is_said(text, complete_alone):
        return False
    said = _last_part(f" {' '.join(words)} ", however)
    return not any(f" {' '.join(of_phrase(each))} " in said for each in complete)


def _last_part(said: str, however: Iterable[str]) -> str:
    """What comes after the last "but", if anything does."""
    phrases = [f" {' '.join(of_phrase(each))} " for each in however]
    begins = max((said.rfind(each) + len(each) - 1 for each in phrases if each in said), default=0)
    return said[begins:] if said[begins:].strip() else said


def is_due(question: str, *, in_theme: Collection[str], probed: Collection[str]) -> bool:
    """At most one probe a question and two a theme; `in_theme`: its questions, `probed`: those probed before."""
    return question not in probed and sum(each in in_theme for each in probed) < PROBES_A_THEME


def may_be_quoted(text: str, unquoted: Iterable[str]) -> bool:
    """Whether the bot may say a text back: short, without contact details, masked codes or insults (`unquoted`)."""
    words = plain_words(text)
    return (
        len(text) <= QUOTED_CHARACTERS
        and contact_details.MASK not in text
        and not any(_holds(words, each) for each in unquoted)
        and not contact_details.find(text)
    )


def _holds(words: Words, insult: str) -> bool:
    if insult.endswith("*"):
        return any(word.startswith(of_phrase(insult)[0]) for word in words)
    return f" {' '.join(of_phrase(insult))} " in f" {' '.join(words)} "
