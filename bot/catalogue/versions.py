"""Guards what answers refer to: a question's text changes only with its version, and ids do not vanish."""

from collections.abc import Iterator
from dataclasses import dataclass

from bot.catalogue.catalogue import Catalogue
from bot.catalogue.models import Question


@dataclass(frozen=True)
class Change:
    """Something answers would no longer match; `theme` is where it is, or was."""

    theme: str
    id: str
    reason: str


def needs_new_version(present: Catalogue, older: Catalogue) -> list[Change]:
    """What may not be published over `older` as it is."""
    return [*_vanished(present, older), *_edited(present, older)]


def _vanished(present: Catalogue, older: Catalogue) -> Iterator[Change]:
    themes = {theme.id for theme in present.themes}
    for theme in older.themes:
        if theme.id not in themes:
            yield Change(theme.id, theme.id, f"theme {theme.id} has vanished: close it instead")
        for question in theme.questions:
            if not present.has_question(question.id):
                yield Change(theme.id, question.id, f"question {question.id} has vanished")


def _edited(present: Catalogue, older: Catalogue) -> Iterator[Change]:
    before = {question.id: question for question in older.questions}
    for theme in present.themes:
        for question in theme.questions:
            if question.id in before and (reason := _reason(question, before[question.id])):
                yield Change(theme.id, question.id, f"question {question.id}: {reason}")


def _reason(now: Question, then: Question) -> str | None:
    if now.version < then.version:
        return f"version {now.version} comes after version {then.version}"
    if now.version == then.version and (edited := _differences(now, then)):
        return f"{', '.join(edited)} changed, so its version must be {then.version + 1}"
    return None


def _differences(now: Question, then: Question) -> list[str]:
    """A language added or taken away is no edit: texts are kept by language."""
    return [
        f"{field}.{language}"
        for field, texts, older in (("question", now.question, then.question), ("probe", now.probe, then.probe))
        for language in texts.keys() & older.keys()
        if texts[language] != older[language]
    ]
