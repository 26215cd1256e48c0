"""Run by the engine's Python: prints the texts in which another phrase is found than by trying them all, as JSON."""

import json
import random
import sys

sys.path.insert(0, ".")

from engine.naming import Names, NamingText

WORDS = ["l", "ecologie", "numerique", "culture", "et", "la", "creation", "?", "", "2"]


def longest(phrases: dict[str, str], text: str) -> str | None:
    """The value of the longest phrase that stands in a text between spaces, the one learnt first of several."""
    inside = [phrase for phrase in phrases if f" {phrase} " in f" {text} "]
    return phrases[max(inside, key=len)] if inside else None


def main() -> None:
    chance = random.Random(0)
    said = [" ".join(chance.choices(WORDS, k=chance.randint(1, 6))) for _ in range(4000)]
    phrases = {phrase: str(place) for place, phrase in enumerate(said[:60])}
    names = Names(phrases, sorted(phrases.values()))
    found = {text: names.find(NamingText(text), 0.4) for text in said}
    wrong = [text for text, named in found.items() if (named and named.value) != longest(phrases, text)]
    print(json.dumps({"wrong": wrong, "named": sum(named is not None for named in found.values()), "worded": worded()}))


def worded() -> dict[str, str | None]:
    """What texts that are a part of a phrase name."""
    phrases = {"l impact ecologique": "a", "le bilan carbone": "a", "les droits": "a", "le bilan carbone des arts": "b"}
    names = Names(phrases, ["a", "b"])
    said = ("impact ecologique", "bilan carbone", "les droits", "impact carbone", "carbone des arts")
    found = {text: names.worded(NamingText(text)) for text in said}
    return {text: named and named.value for text, named in found.items()}


main()
