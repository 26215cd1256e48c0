"""The whole of one content folder, and how the program finds its way in it."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import TypeVar

from pydantic import BaseModel, ConfigDict

from bot.catalogue.models import Consultation, Faq, Identified, Notice, Profile, Question, Theme, Webinar
from bot.catalogue.phrasebook import Phrasebook
from bot.catalogue.statement import Statement

T = TypeVar("T", bound=Identified)


def _find(things: Iterable[T], wanted: str) -> T:
    for thing in things:
        if thing.id == wanted:
            return thing
    raise KeyError(wanted)


class Catalogue(BaseModel):
    """Lookups by id raise KeyError."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    consultation: Consultation
    themes: tuple[Theme, ...]
    webinars: tuple[Webinar, ...]  # soonest first
    faq: tuple[Faq, ...]
    profiles: tuple[Profile, ...]
    notice: Notice
    accessibility: Statement
    phrasebooks: Mapping[str, Phrasebook]

    @property
    def languages(self) -> tuple[str, ...]:
        return self.consultation.languages

    @property
    def default_language(self) -> str:
        return self.languages[0]

    @property
    def questions(self) -> tuple[Question, ...]:
        return tuple(question for theme in self.themes for question in theme.questions)

    def theme(self, theme_id: str) -> Theme:
        return _find(self.themes, theme_id)

    def question(self, question_id: str) -> Question:
        return _find(self.questions, question_id)

    def theme_of(self, question_id: str) -> Theme:
        for theme in self.themes:
            if any(question.id == question_id for question in theme.questions):
                return theme
        raise KeyError(question_id)

    def faq_entry(self, topic: str) -> Faq:
        return _find(self.faq, topic)

    def profile(self, profile_id: str) -> Profile:
        return _find(self.profiles, profile_id)

    def words(self, key: str) -> tuple[str, ...]:
        """A list of words of every language at once: people change language without saying so."""
        return tuple(word for book in self.phrasebooks.values() for word in book.words(key))

    def has_question(self, question_id: str) -> bool:
        return any(question.id == question_id for question in self.questions)

    def webinars_for(self, theme_id: str | None) -> tuple[Webinar, ...]:
        """The theme's webinars; without a theme, those that belong to none."""
        return tuple(each for each in self.webinars if (theme_id in each.themes if theme_id else not each.themes))

    def closing(self, language: str, now: datetime) -> str:
        """One sentence on the closing date, which may be unknown."""
        book, closes = self.phrasebooks[language], self.consultation.closes
        if closes is None:
            return book.say("closing.unknown")
        return book.say("closing.past" if now > closes else "closing.known", date=book.date(closes))

    def fill(self, text: Mapping[str, str], language: str, now: datetime) -> str:
        """A content text in one language, with its placeholders filled in."""
        return text[language].format(
            contact=self.consultation.contact,
            page=self.consultation.page,
            closing=self.closing(language, now),
            retention_days=self.notice.retention_days,
            backup_days=self.notice.backup_days,
        )
