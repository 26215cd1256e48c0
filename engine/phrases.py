"""What the examples say word for word: commands, names said alone, and answers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from engine.plain_text import fold, without_courtesies, words
from engine.verdict import ANSWER, NUMBER

# what is left of these without the courtesy asks for nothing: "merci bien", "bonjour tout le monde"
POLITE = frozenset({"greet", "thank", "say_goodbye"})
PREPOSITION = 2  # letters at most: "en anglais" is as bare a name as "anglais"


@dataclass
class Phrases:
    """Folded phrases and the intents of their examples; `named`: the id that a bare name stands for."""

    commands: dict[str, str] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    named: dict[str, str] = field(default_factory=dict)
    answers: dict[str, str] = field(default_factory=dict)

    def learn(self, example: Any, *, courtesies: Sequence[str], naming: frozenset[str]) -> None:
        """Remember one example of Rasa's; `naming`: the intents whose examples may be bare names."""
        intent, folded = example.get("intent"), fold(example.get("text"))
        name = bare_name(example) if intent in naming else None
        if name is not None:
            self.names[folded], self.named[folded] = intent, name["value"]
            return
        known = self.answers if intent == ANSWER else self.commands
        known[folded if intent in POLITE else without_courtesies(folded, courtesies)] = intent

    def control(self, folded: str) -> str | None:
        """The control whose example a text repeats; a bare number is one too."""
        return self.commands.get(folded) or self.names.get(folded) or (NUMBER if folded.isdigit() else None)


def bare_name(example: Any) -> dict[str, Any] | None:
    """The entity that an example is nothing but: a theme, a profile, a language."""
    text = example.get("text")
    return next((each for each in example.get("entities") or [] if _is_all(text, each["start"], each["end"])), None)


def _is_all(text: str, start: int, end: int) -> bool:
    before = words(fold(text[:start])) if start else ()
    return end == len(text) and all(len(word) <= PREPOSITION for word in before) and len(before) <= 1
