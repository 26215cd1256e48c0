"""Contact details a person wrote in a text: e-mail addresses, telephone numbers, IBANs and social security numbers."""

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial
from typing import Literal

from phonenumbers import Leniency, PhoneNumberMatcher, is_valid_number, parse
from stdnum import iban
from stdnum.fr import nir

Kind = Literal["email", "phone", "iban", "nir"]
Span = tuple[int, int]

MASK = "••••••"
# The overseas departments share France's numbering plan, its leading 0 too; any other country is behind a + or a 00.
OVERSEAS = ("GP", "GF", "MQ", "RE", "YT")

_DOT = r"(?:\.|\s?[(\[{]\s?(?:point|dot|\.)\s?[)\]}]\s?)"
_AT = r"(?:@|\s@\s|\s?[(\[{]\s?(?:at|arr?obase?|@)\s?[)\]}]\s?)"
# RFC 5321, 4.5.3.1: 64 characters before the @. Every repetition is bounded, so that any text takes linear time.
_EMAIL = re.compile(
    rf"(?<![\w%+-])[\w%+-][\w.%+-]{{0,63}}{_AT}(?:[^\W_](?:[\w-]{{0,61}}[^\W_])?{_DOT}){{1,8}}[^\W\d_]{{2,24}}",
    re.IGNORECASE,
)
# As it is dictated: "jean point dupont arobase exemple point fr".
_SPOKEN = re.compile(
    r"(?<!\w)[\w-]{1,64}(?: (?:point|dot|tiret|underscore) [\w-]{1,64}){0,4} (?:arr?obase?s?|at)"
    r" [\w-]{1,63}(?: (?:point|dot) (?:[a-z]{2,24})){1,3}(?!\w)",
    re.IGNORECASE,
)
_GAP = "[ .-]{0,2}"
# ISO 13616: two letters, two digits, then 11 to 30 letters and digits. Looked for at every place, since the words
# before one may look like its start; the words after it may look like its rest.
_IBAN = re.compile(rf"(?<![^\W_])(?=([A-Z]{{2}}{_GAP}\d\d(?:{_GAP}[A-Z\d]){{11,30}}))", re.IGNORECASE | re.ASCII)
# Sex, year, month, department (2A and 2B: Corsica), commune, rank in the month.
_NIR_PARTS = (r"([1-478])", r"(\d\d)", r"(0[1-9]|1[0-2]|[2-9]\d)", r"(\d\d|2[AB])", r"(\d{3})", r"(\d{3})")
_NIR_KEY = r"[ .(/-]{0,3}(?:cl[eé][ :]{0,3})?(\d\d)"
_NIR = re.compile(rf"(?<![^\W_]){_GAP.join(_NIR_PARTS)}{_NIR_KEY}(?![^\W_])", re.IGNORECASE)
_NIR_WITHOUT_KEY = re.compile(rf"(?<![^\W_]){'[ .-]{1,2}'.join(_NIR_PARTS)}(?![^\W_])", re.IGNORECASE)

_NOT_PHONE = re.compile(
    r"""
    (?:https?://|www\.|\b10\.\d{4,9}/)[^\s<>"',;]+                           # web address, DOI
    | (?<!\d)\d{1,2}([./-])\d{1,2}\1(?:19|20)\d\d(?!\d)                      # 12.05.2023
    | (?<!\d)(?:19|20)\d\d([./-])\d\d\2\d\d(?!\d)                            # 2023-05-12
    | (?<![\d.-])[0-3]\d([.-])[01]\d\3\d\d[ ][0-2]\d[.:-][0-5]\d(?![\d.-])   # 12.05.23 14.30
    | (?<![\d.,+])(?:0|[1-9]\d{0,2})(?:\.|,(?!0[1-9]\d{8}(?!\d)))\d{4,}      # 0.123456789
    | \b(?:ISBN|EAN|UPC|SIRET)(?:-1[03])?[ ]?[:°]?[ ]?\d(?:[ .-]?[\dX]){9,13}
    """,
    re.IGNORECASE | re.VERBOSE,
)
# Postcodes side by side, thousands, or a last group of one digit: ISBN, scales from 0 to 9.
_NOT_GROUPED_AS_PHONE = re.compile(r"\d{5}[ /-]{1,3}\d{5}|[1-9]\d{0,2}(?:[ .]\d{3})+|.*\d[ .-]\d")
# The matcher reads « 06 12 34 56 78 24h/24 » and « 75011 06 12 34 56 78 » as one number too long. A pair before, or one
# after without a 0, makes it a series.
_MOBILE_IN_PAIRS = re.compile(
    r"(?<![\d+])(?<!33[ .-])(?<!\b\d\d[ .-])0[67](?:[ .-]\d\d){4}(?!\d)(?![ .-](?!0[1-9])\d\d(?![^\W_]|/))"
)
_OVERSEAS_PHONE = re.compile(r"(?<![\d+])0[256]\d{0,2}(?:[ .-]?\d{2,3}){3,4}(?!\d)")
_SLASHED = re.compile(r"(?<![\d/])0[1-9](?:/\d\d){4}(?![\d/])")


@dataclass(frozen=True)
class Found:
    """A contact detail at `text[start:end]`."""

    kind: Kind
    start: int
    end: int


def find(text: str) -> list[Found]:
    """Every contact detail, in the order of the text, none overlapping another."""
    folded, found = _folded(text), []
    digits = sum(map(str.isdigit, folded))
    for kind, spans in (*_FINDERS, *_NUMBERS) if digits >= FEWEST_DIGITS else _FINDERS:
        here = [Found(kind, start, end) for start, end in spans(folded)]
        folded = _replaced(folded, here, lambda each: "_" * (each.end - each.start))
        found += here
    return sorted(found, key=lambda each: each.start)


def found_in(*texts: str) -> frozenset[str]:
    """The contact details of some texts, as they are written there."""
    return frozenset(text[each.start : each.end] for text in texts for each in find(text))


def without(text: str, mark: str = MASK) -> str:
    """The text with a mark in the place of each contact detail."""
    return _replaced(text, find(text), lambda each: mark)


def _replaced(text: str, found: list[Found], by: Callable[[Found], str]) -> str:
    parts, past = [], 0
    for each in found:
        parts += [text[past : each.start], by(each)]
        past = each.end
    return "".join([*parts, text[past:]])


def _emails(text: str) -> Iterator[Span]:
    return (found.span() for pattern in (_EMAIL, _SPOKEN) for found in pattern.finditer(text))


def _ibans(text: str) -> Iterator[Span]:
    past = 0
    for found in _IBAN.finditer(text):
        end = _iban_end(text, *found.span(1)) if found.start() >= past else None
        if end is not None:
            yield found.start(), end
            past = end


def _iban_end(text: str, start: int, stop: int) -> int | None:
    """The end of the longest valid IBAN that starts here and ends with a word."""
    ends = (end for end in range(stop, start, -1) if not text[end : end + 1].isalnum() and text[end - 1].isalnum())
    return next((end for end in ends if iban.is_valid(text[start:end], check_country=False)), None)


def _nirs(text: str) -> Iterator[Span]:
    return (found.span() for found in _NIR.finditer(text) if nir.is_valid("".join(found.groups())))


def _nirs_without_key(text: str) -> Iterator[Span]:
    """Nothing to compute: the groups it is written in tell it from a product code."""
    return (found.span() for found in _NIR_WITHOUT_KEY.finditer(text))


def _phones(text: str) -> Iterator[Span]:
    for match in PhoneNumberMatcher(_likely_phones(text), "FR", leniency=Leniency.VALID):
        written = _unopened(match.raw_string)
        if not _NOT_GROUPED_AS_PHONE.fullmatch(written):
            yield match.end - len(written), match.end


def _unopened(written: str) -> str:
    """The number without a bracket that closes after it: the matcher takes it along."""
    written = written.strip()
    extra = sum(map(written.count, "([")) - sum(map(written.count, ")]"))
    return written[max(extra, 0) :].lstrip() if written.startswith(("(", "[")) else written


def _valid_phones(written: re.Pattern[str], regions: Sequence[str], text: str) -> Iterator[Span]:
    for found in written.finditer(_likely_phones(text)):
        if any(is_valid_number(parse(found[0], region)) for region in regions):
            yield found.span()


def _likely_phones(text: str) -> str:
    """The text without the numbers of other things, and with the only spacing the matcher takes for a date."""
    text = _NOT_PHONE.sub(lambda found: "_" * len(found[0]), text)
    return _SLASHED.sub(lambda found: found[0].replace("/", " "), text)


# The shortest telephone numbers there are, with their country's code: an answer hardly ever has as many digits.
FEWEST_DIGITS = 7
# An address may hold what reads as a number, an IBAN what reads as a telephone: the longest kinds come first.
_FINDERS: tuple[tuple[Kind, Callable[[str], Iterator[Span]]], ...] = (
    ("email", _emails),
    ("iban", _ibans),
)
_NUMBERS: tuple[tuple[Kind, Callable[[str], Iterator[Span]]], ...] = (
    ("nir", _nirs),
    ("nir", _nirs_without_key),
    ("phone", partial(_valid_phones, _MOBILE_IN_PAIRS, ["FR"])),
    ("phone", _phones),
    ("phone", partial(_valid_phones, _OVERSEAS_PHONE, OVERSEAS)),
)


def _folded(text: str) -> str:
    """The text with ASCII digits, spaces and hyphens, character for character: offsets stay those of the original."""
    return text if text.isascii() else "".join(map(_folded_character, text))


@lru_cache(maxsize=4096)
def _folded_character(character: str) -> str:
    digit = unicodedata.decimal(character, None)
    if digit is not None:
        return str(digit)
    if unicodedata.combining(character):
        return "_"  # an accent written apart belongs to its word
    if character == "−" or unicodedata.category(character) == "Pd":
        return "-"
    if unicodedata.category(character) in {"Zs", "Cf"}:
        return " "
    wide = unicodedata.decomposition(character).startswith(("<wide>", "<small>"))
    return unicodedata.normalize("NFKC", character) if wide else character
