"""The content checks of the command line: one line a problem, and an exit code."""

from pathlib import Path

from bot.catalogue.documents import read
from bot.catalogue.loading import load
from bot.catalogue.problems import ContentError, Problem
from bot.catalogue.versions import Change, needs_new_version


def check(folder: Path, locales: Path | None = None) -> int:
    """0 if the folder can be used, else 1."""
    try:
        load(folder, locales)
    except ContentError as error:
        return _print(error.problems)
    return 0


def check_against(folder: Path, older: Path, locales: Path | None = None) -> int:
    """0 if the folder may replace `older`, an earlier state of it, else 1."""
    try:
        changes = needs_new_version(load(folder, locales), load(older, locales))
    except ContentError as error:
        return _print(error.problems)
    return _print([_located(folder, change) for change in changes])


def _located(folder: Path, change: Change) -> Problem:
    """At the question, else at the top of its theme's file, else where themes are listed."""
    file = folder / "themes" / f"{change.theme}.yml"
    if not file.is_file():
        return read(folder / "consultation.yml").problem(("themes",), change.reason)
    document = read(file)
    places = (place for place in document.lines if place[:1] == ("questions",) and place[-1] == "id")
    named = (place for place in places if _at(document.value, place) == change.id)
    return document.problem(next(named, ("questions",)), change.reason)


def _at(value: object, place: tuple[str | int, ...]) -> object:
    for step in place:
        value = value[step]  # type: ignore[index]
    return value


def _print(problems: list[Problem]) -> int:
    for problem in problems:
        print(problem)
    return 1 if problems else 0
