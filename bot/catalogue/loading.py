"""Reads a content folder into a Catalogue, or says everything that is wrong with it."""

from pathlib import Path

from bot.catalogue import locale_rules, rules
from bot.catalogue.catalogue import Catalogue
from bot.catalogue.models import Consultation, Faq, Notice, Profile, Theme, Webinar
from bot.catalogue.parts import Part, Parts
from bot.catalogue.phrasebook import Phrasebook, flatten
from bot.catalogue.problems import ContentError, Problem
from bot.catalogue.statement import Statement


def load(folder: Path, locales: Path | None = None) -> Catalogue:
    """The folder's catalogue; raises ContentError.

    The program's sentences come from the folder's own `locales/`, or else from `locales`.
    """
    parts = read_parts(folder, locales)
    problems = [*parts.problems, *rules.check(parts), *locale_rules.check(parts)]
    # A part is absent only if its problem is listed; the type checker cannot know it.
    incomplete = ContentError(problems)
    if problems or not (parts.consultation and parts.webinars and parts.faq):
        raise incomplete
    if not (parts.profiles and parts.notice and parts.accessibility):
        raise incomplete
    themes = {theme.value.id: theme.value for theme in parts.themes}
    return Catalogue(
        consultation=parts.consultation.value,
        themes=tuple(themes[each] for each in parts.consultation.value.themes),
        webinars=tuple(sorted(parts.webinars.value, key=lambda webinar: webinar.starts)),
        faq=parts.faq.value,
        profiles=parts.profiles.value,
        notice=parts.notice.value,
        accessibility=parts.accessibility.value,
        phrasebooks={language: part.value for language, part in parts.phrasebooks.items()},
    )


def read_parts(folder: Path, locales: Path | None = None) -> Parts:
    """Every file of the folder, read on its own."""
    parts = Parts(folder)
    if not (folder / "consultation.yml").is_file():
        raise ContentError([Problem(folder / "consultation.yml", 1, "no consultation here")])
    if document := parts.document(folder / "consultation.yml"):
        parts.take_context(document)
        parts.consultation = parts.checked(document, Consultation)
    themes = (parts.part(file, Theme) for file in sorted((folder / "themes").glob("*.yml")))
    parts.themes = [theme for theme in themes if theme]
    parts.webinars = parts.part(folder / "webinars.yml", tuple[Webinar, ...])
    parts.faq = parts.part(folder / "faq.yml", tuple[Faq, ...])
    parts.profiles = parts.part(folder / "profiles.yml", tuple[Profile, ...])
    parts.notice = parts.part(folder / "notice.yml", Notice)
    parts.accessibility = parts.part(folder / "accessibility.yml", Statement)
    parts.phrasebooks = _phrasebooks(parts, _locales_of(folder, locales))
    return parts


def _locales_of(folder: Path, locales: Path | None) -> Path:
    own = folder / "locales"
    return own if own.is_dir() or locales is None else locales


def _phrasebooks(parts: Parts, locales: Path) -> dict[str, Part[Phrasebook]]:
    books = {}
    for language in parts.context.get("languages", ()):
        document = parts.document(locales / f"{language}.yml")
        if document and isinstance(document.value, dict):
            phrases = flatten(document.value)
            parts.problems += locale_rules.shapes(document, phrases)
            books[language] = Part(document, Phrasebook.model_construct(language=language, phrases=phrases))
        elif document:
            parts.problems.append(document.problem((), "a locale is a map of keys and sentences"))
    return books
