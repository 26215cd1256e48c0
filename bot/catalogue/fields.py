"""The kinds of value content is made of; languages and time zone come from the validation context."""

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime, time
from string import Formatter
from typing import Annotated, Any, TypeVar
from urllib.parse import urlsplit

from pydantic import AfterValidator, BeforeValidator, ValidationInfo

V = TypeVar("V")
CHOICE_ID_BYTES = 40
FILLED_IN = frozenset({"contact", "page", "closing", "retention_days", "backup_days"})


def placeholders(text: str) -> frozenset[str]:
    """The names between braces; raises ValueError for anything str.format would read as more than a name."""
    fields = [part for part in Formatter().parse(text) if part[1] is not None]
    for _, name, form, conversion in fields:
        if form or conversion or not re.fullmatch("[a-z_]+", name or ""):
            raise ValueError(f"a placeholder is a name between braces, not {{{name}}}")
    return frozenset(str(name) for _, name, _, _ in fields)


def _in_every_language(texts: Mapping[str, V], info: ValidationInfo) -> Mapping[str, V]:
    languages = (info.context or {}).get("languages") or texts
    missing = [f"missing translation: {language}" for language in languages if not texts.get(language)]
    unknown = [f"not a language of this consultation: {language}" for language in texts if language not in languages]
    if missing or unknown:
        raise ValueError("; ".join(missing + unknown))
    return texts


def _with_placeholders(allowed: frozenset[str]) -> Callable[[Mapping[str, str]], Mapping[str, str]]:
    def check(texts: Mapping[str, str]) -> Mapping[str, str]:
        names = {language: placeholders(text) for language, text in texts.items()}
        if unknown := sorted(frozenset().union(*names.values()) - allowed):
            raise ValueError(f"unknown placeholder: {', '.join(unknown)}")
        if len(set(names.values())) > 1:
            raise ValueError(f"placeholders differ between languages: {', '.join(names)}")
        return texts

    return check


def _id(value: str) -> str:
    if not re.fullmatch(r"[a-z0-9_.]+", value):
        raise ValueError("an id is made of a-z, 0-9, _ and . only")
    return value


def _choice(prefix: str) -> Callable[[str], str]:
    def check(value: str) -> str:
        if len(f"{prefix}:{value}".encode()) > CHOICE_ID_BYTES:
            raise ValueError(f"the choice id {prefix}:{value} is longer than {CHOICE_ID_BYTES} bytes")
        return value

    return check


def _link(value: str) -> str:
    parts = urlsplit(value)
    if parts.scheme != "https" or not parts.hostname or re.search(r"\s", value):
        raise ValueError("a link starts with https:// and names a host")
    return value


def _local(day_ends: bool) -> Callable[[Any, ValidationInfo], Any]:
    def read(value: Any, info: ValidationInfo) -> Any:
        if not isinstance(value, str):
            return value
        zone = (info.context or {}).get("timezone")
        if re.fullmatch(r"\d{4}-\d{2}-\d{2}", value):
            return datetime.combine(date.fromisoformat(value), time.max if day_ends else time.min, zone)
        moment = datetime.fromisoformat(value)
        return moment if moment.tzinfo else moment.replace(tzinfo=zone)

    return read


Id = Annotated[str, AfterValidator(_id)]
ThemeId = Annotated[Id, AfterValidator(_choice("theme"))]
QuestionId = Annotated[Id, AfterValidator(_choice("correct"))]
ProfileId = Annotated[Id, AfterValidator(_choice("profile"))]
Link = Annotated[str, AfterValidator(_link)]
Moment = Annotated[datetime, BeforeValidator(_local(day_ends=False))]
LastMoment = Annotated[datetime, BeforeValidator(_local(day_ends=True))]
Text = Annotated[Mapping[str, str], AfterValidator(_in_every_language), AfterValidator(_with_placeholders(frozenset()))]
FilledText = Annotated[
    Mapping[str, str], AfterValidator(_in_every_language), AfterValidator(_with_placeholders(FILLED_IN))
]
Phrases = Annotated[Mapping[str, tuple[str, ...]], AfterValidator(_in_every_language)]
