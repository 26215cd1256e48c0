"""What must hold between the locale files: the same keys, the same placeholders, one text a key."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from bot.catalogue.documents import Document
from bot.catalogue.fields import placeholders
from bot.catalogue.parts import Part, Parts
from bot.catalogue.phrasebook import Phrasebook, is_plural
from bot.catalogue.problems import Problem


def shapes(document: Document, phrases: Mapping[str, Any]) -> Iterator[Problem]:
    """Every value is a text, a plural of texts or a list of words, and its braces hold names."""
    for key, phrase in phrases.items():
        place = tuple(key.split("."))
        for text in _texts(phrase):
            if not isinstance(text, str) or not text:
                yield document.problem(place, f"{key} is not a sentence")
                continue
            try:
                placeholders(text)
            except ValueError as error:
                yield document.problem(place, f"{key}: {error}")


def check(parts: Parts) -> list[Problem]:
    books = list(parts.phrasebooks.values())
    pairs = [(one, other) for one in books for other in books if one is not other]
    missing = [problem for one, other in pairs for problem in _missing(one, other)]
    return [*missing, *(problem for other in books[1:] for problem in _differing(books[0], other))]


def _missing(one: Part[Phrasebook], other: Part[Phrasebook]) -> Iterator[Problem]:
    for key in one.value.phrases.keys() - other.value.phrases.keys():
        here = one.document.problem(tuple(key.split(".")), "")
        yield other.document.problem(tuple(key.split(".")), f"{key} is missing ({here.file.name}:{here.line} has it)")


def _differing(one: Part[Phrasebook], other: Part[Phrasebook]) -> Iterator[Problem]:
    for key in one.value.phrases.keys() & other.value.phrases.keys():
        if _names(one.value.phrases[key]) != _names(other.value.phrases[key]):
            place = tuple(key.split("."))
            for here, there in ((one, other), (other, one)):
                yield here.document.problem(place, f"{key}: not the placeholders of {there.document.file.name}")


def _names(phrase: Any) -> frozenset[str]:
    """What the program must give; a plural always needs `count`, whatever its forms print."""
    try:
        names = frozenset[str]().union(*(placeholders(text) for text in _texts(phrase) if isinstance(text, str)))
    except ValueError:
        return frozenset()
    return names | {"count"} if is_plural(phrase) else names


def _texts(phrase: Any) -> Iterable[Any]:
    if isinstance(phrase, list):
        return phrase
    return phrase.values() if is_plural(phrase) else (phrase,)
