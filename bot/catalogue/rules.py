"""What must hold between the files of a content folder."""

from collections.abc import Iterator, Sequence
from itertools import chain
from unicodedata import combining, normalize

from bot.catalogue.documents import Document, Place
from bot.catalogue.models import Identified
from bot.catalogue.parts import Parts
from bot.catalogue.problems import Problem

Located = tuple[Document, Place, str]


def check(parts: Parts) -> list[Problem]:
    """Every broken rule; a file that could not be read breaks none."""
    return list(chain.from_iterable(rule(parts) for rule in RULES))


def themes_are_listed_and_present(parts: Parts) -> Iterator[Problem]:
    listed = parts.consultation.value.themes if parts.consultation else ()
    files = {file.stem: file for file in (parts.folder / "themes").glob("*.yml")}
    if parts.consultation:
        for index, theme in enumerate(listed):
            if theme not in files:
                yield parts.consultation.document.problem(("themes", index), f"theme {theme} has no file in themes/")
            if theme in listed[:index]:
                yield parts.consultation.document.problem(("themes", index), f"duplicate id: {theme}")
        for theme in sorted(files.keys() - set(listed)):
            yield Problem(files[theme], 1, f"theme {theme} is not listed in consultation.yml")


def theme_files_bear_their_id(parts: Parts) -> Iterator[Problem]:
    for theme in parts.themes:
        if theme.value.id != theme.document.file.stem:
            yield theme.document.problem(("id",), f"the id {theme.value.id} is not the file's name")


def ids_are_unique(parts: Parts) -> Iterator[Problem]:
    questions: list[Located] = [
        (theme.document, ("questions", index, "id"), question.id)
        for theme in parts.themes
        for index, question in enumerate(theme.value.questions)
    ]
    yield from _repeated(questions)
    for part in (parts.webinars, parts.faq, parts.profiles):
        if part:
            yield from _repeated([(part.document, (index, "id"), each.id) for index, each in enumerate(part.value)])


def _repeated(places: Sequence[Located]) -> Iterator[Problem]:
    seen: set[str] = set()
    for document, place, value in places:
        if value in seen:
            yield document.problem(place, f"duplicate id: {value}")
        seen.add(value)


def webinars_make_sense(parts: Parts) -> Iterator[Problem]:
    if not parts.webinars:
        return
    known = set(parts.consultation.value.themes) if parts.consultation else None
    for index, webinar in enumerate(parts.webinars.value):
        if not webinar.starts < webinar.ends or webinar.starts.date() != webinar.ends.date():
            yield parts.webinars.document.problem((index, "ends"), "a webinar ends after it starts, the same day")
        for rank, theme in enumerate(webinar.themes):
            if known is not None and theme not in known:
                yield parts.webinars.document.problem((index, "themes", rank), f"unknown theme: {theme}")


def dates_follow(parts: Parts) -> Iterator[Problem]:
    if parts.consultation:
        consultation = parts.consultation.value
        if consultation.closes and consultation.closes <= consultation.opens:
            yield parts.consultation.document.problem(("closes",), "the consultation closes before it opens")


def phrases_mean_one_thing(parts: Parts) -> Iterator[Problem]:
    """A wording that two themes, two FAQ entries or two profiles claim could only be understood by chance."""
    yield from _claimed_twice([(theme.document, (), theme.value) for theme in parts.themes], "words")
    for part, name in ((parts.faq, "asked"), (parts.profiles, "words")):
        if part:
            yield from _claimed_twice([(part.document, (i,), each) for i, each in enumerate(part.value)], name)


def _claimed_twice(owners: Sequence[tuple[Document, Place, Identified]], name: str) -> Iterator[Problem]:
    claimed: dict[str, str] = {}
    for document, place, owner in owners:
        for language, phrases in getattr(owner, name).items():
            for index, phrase in enumerate(phrases):
                holder = claimed.setdefault(fold(phrase), owner.id)
                if holder != owner.id:
                    yield document.problem((*place, name, language, index), f"“{phrase}” is also of {holder}")


def fold(text: str) -> str:
    """Case, accents, apostrophes and spacing set aside."""
    plain = "".join(char for char in normalize("NFKD", text.casefold()) if not combining(char))
    return " ".join(plain.replace("’", "'").split())


RULES = (
    themes_are_listed_and_present,
    theme_files_bear_their_id,
    ids_are_unique,
    webinars_make_sense,
    dates_follow,
    phrases_mean_one_thing,
)
