"""What could be read of a content folder: each file's values beside the lines they came from."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Generic, TypeVar
from zoneinfo import ZoneInfo

from pydantic import TypeAdapter, ValidationError

from bot.catalogue.documents import Document, read
from bot.catalogue.models import Consultation, Faq, Notice, Profile, Theme, Webinar
from bot.catalogue.phrasebook import Phrasebook
from bot.catalogue.problems import ContentError, Problem
from bot.catalogue.statement import Statement

T = TypeVar("T")


@dataclass(frozen=True)
class Part(Generic[T]):
    document: Document
    value: T


@dataclass
class Parts:
    """None, or an absence, stands for what was too broken to read: `problems` then says why."""

    folder: Path
    context: dict[str, Any] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    consultation: Part[Consultation] | None = None
    themes: list[Part[Theme]] = field(default_factory=list)
    webinars: Part[tuple[Webinar, ...]] | None = None
    faq: Part[tuple[Faq, ...]] | None = None
    profiles: Part[tuple[Profile, ...]] | None = None
    notice: Part[Notice] | None = None
    accessibility: Part[Statement] | None = None
    phrasebooks: Mapping[str, Part[Phrasebook]] = field(default_factory=dict)

    def document(self, file: Path) -> Document | None:
        try:
            return read(file)
        except ContentError as error:
            self.problems += error.problems
            return None

    def part(self, file: Path, kind: type[T]) -> Part[T] | None:
        document = self.document(file)
        return self.checked(document, kind) if document else None

    def checked(self, document: Document, kind: type[T]) -> Part[T] | None:
        try:
            return Part(document, TypeAdapter(kind).validate_python(document.value, context=self.context))
        except ValidationError as error:
            self.problems += [_problem(document, each["loc"], each["msg"]) for each in error.errors()]
            return None

    def take_context(self, document: Document) -> None:
        """Languages and time zone, which every other file is checked against."""
        values = document.value if isinstance(document.value, dict) else {}
        languages = values.get("languages")
        known = languages if isinstance(languages, list) else []
        self.context["languages"] = tuple(each for each in known if isinstance(each, str))
        try:
            self.context["timezone"] = ZoneInfo(str(values.get("timezone", "UTC")))
        except (KeyError, ValueError, OSError):
            self.context["timezone"] = ZoneInfo("UTC")
            self.problems.append(document.problem(("timezone",), f"not a time zone: {values['timezone']}"))


def _problem(document: Document, place: tuple[str | int, ...], message: str) -> Problem:
    where = ".".join(map(str, place))
    reason = message.removeprefix("Value error, ")
    return document.problem(place, f"{where}: {reason}" if where else reason)
