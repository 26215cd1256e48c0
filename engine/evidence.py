"""What is known of a message before it is judged: the classifiers' say, and the state it was sent in."""

from __future__ import annotations

from typing import Any

from rasa.shared.nlu.training_data.message import Message

from engine.plain_text import fold
from engine.verdict import ANSWER, OPEN, THEME, THEMES_ASKED_IN, heard

# With no state (`rasa shell`, `rasa test`) nothing is known to be open.
NO_MODE = "menu"


def slashed(message: Message) -> bool:
    """Whether the text, as it was sent, began with a slash."""
    return bool((message.get("metadata") or {}).get("slashed"))


def folded(message: Message) -> str:
    """The folded text, folded once for all components."""
    known: str | None = message.get("folded")
    if known is None:
        known = fold(message.get("text"))
        message.set("folded", known)
    return known


def mode(message: Message) -> str:
    """What is open, as the state of the turn says."""
    return (message.get("metadata") or {}).get("mode") or NO_MODE


def best_control(message: Message, mode: str) -> tuple[str, float]:
    """The likeliest control that exists in this mode, and its share among them; without one, an answer."""
    controls = _controls(message, mode)
    if not controls:
        return ANSWER, 0.0
    return controls[0]["name"], controls[0]["confidence"] / (sum(each["confidence"] for each in controls) or 1.0)


def chance(message: Message, mode: str, guess: str) -> float:
    """That the text is a control: as the classifier says, or, if it says nothing of it, all that is not an answer."""
    chances: dict[str, float] | None = message.get("control_chance")
    if guess == ANSWER:
        return 0.0
    if chances is None:
        answer = sum(each["confidence"] for each in message.get("intent_ranking") if each["name"] == ANSWER)
        return 1.0 - float(answer)
    # yes, no and numbers are no controls to the chance "open": where they are heard, the other one is asked
    return chances["open" if mode in OPEN and heard(guess, "question") else "closed"]


def theme_share(message: Message, mode: str) -> float:
    """The likelihood of a request for a theme, as a share of the likeliest control's."""
    controls = _controls(message, mode)
    theme = sum(each["confidence"] for each in controls if each["name"] == THEME)
    return float(theme / controls[0]["confidence"]) if theme else 0.0


def theme_named(message: Message, mode: str) -> float:
    """How surely the text names a theme; looked for at the menu only, where a rule depends on it."""
    return float(named(message, THEME).get("confidence", 0.0)) if mode == THEMES_ASKED_IN else 0.0


def theme_worded(message: Message, mode: str) -> bool:
    """Whether the text is a theme's own words and no question about them; looked for at the menu only."""
    mentions = message.get("named")
    told = mode == THEMES_ASKED_IN and mentions is not None and "?" not in message.get("text")
    return told and bool(mentions.is_worded(THEME))


def named(message: Message, intent: str) -> dict[str, Any]:
    """The entity that the text names, were it this control; {} if none."""
    mentions = message.get("named")
    return mentions.of(intent) if mentions is not None else {}


def present(message: Message, intent: str | None) -> str | None:
    """What a name of this intent would change: the language of the conversation, the theme of the open question."""
    metadata: dict[str, Any] = message.get("metadata") or {}
    if intent == "change_language":
        return metadata.get("lang")
    return (metadata.get("state") or {}).get("theme") if intent == THEME else None


def _controls(message: Message, mode: str) -> list[dict[str, Any]]:
    ranking = message.get("intent_ranking") or []
    return [each for each in ranking if each["name"] != ANSWER and heard(each["name"], mode)]
