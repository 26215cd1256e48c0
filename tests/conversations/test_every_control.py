"""Every request at every place does what docs/dialogue.md says: in French, in English, and by a tap."""

import re
from collections.abc import Awaitable, Callable
from typing import Any

import httpx
import pytest

from bot.catalogue import Catalogue
from tests.citizen import Citizen
from tests.conversations.control_table import Cell, cells

LONG = "Je visite des expositions en ligne et j’écoute beaucoup de musique le soir."
THIN = "les sous-titres de films"
UNSURE = "métavers"
Reach = Callable[[Citizen], Awaitable[Any]]


async def _question(citizen: Citizen) -> None:
    await citizen.chooses("theme:ecology")
    await citizen.says(LONG)


async def _probe(citizen: Citizen) -> None:
    await _question(citizen)
    await citizen.says(THIN)


async def _to_confirm(citizen: Citizen) -> None:
    await _question(citizen)
    await citizen.says(UNSURE)


async def _recap(citizen: Citizen) -> None:
    await _question(citizen)
    await citizen.chooses("recap")


async def _correction(citizen: Citizen) -> None:
    await _question(citizen)
    await citizen.chooses("correct:ecology.uses")


async def _idea(citizen: Citizen) -> None:
    await _question(citizen)
    for _ in range(5):
        await citizen.chooses("skip")


async def _yes_or_no(citizen: Citizen) -> None:
    await _question(citizen)
    await citizen.chooses("withdraw")


async def _menu(citizen: Citizen) -> None:
    await _question(citizen)
    await citizen.chooses("themes")


async def _profile(citizen: Citizen) -> None:
    await _idea(citizen)
    await citizen.chooses("no")


async def _nothing_open(citizen: Citizen) -> None:
    await _yes_or_no(citizen)
    await citizen.chooses("yes")
    await citizen.chooses("no")


STILL_THERE: dict[tuple[str, str], Citizen] = {}
# What counts as an answer when it is said is no answer when it is tapped: "yes" with a question open, say.
TAPPED = [cell for cell in cells() if cell.tap and cell.said != "filed"]
WAYS = [(cell, way) for way in ("fr", "en") for cell in cells()] + [(cell, "tap") for cell in TAPPED]
ABOUT_THE_LAST_TEXT = ("that was my answer", "that was no answer")
PLACES: dict[str, tuple[Reach, str]] = {
    "question": (_question, "question"),
    "probe": (_probe, "probe"),
    "to confirm": (_to_confirm, "confirm"),
    "recap": (_recap, "question"),
    "correction": (_correction, "question"),
    "idea": (_idea, "confirm"),
    "yes or no": (_yes_or_no, "confirm"),
    "menu": (_menu, "menu"),
    "profile": (_profile, "profile"),
    "nothing open": (_nothing_open, "menu"),
}


@pytest.mark.parametrize(("cell", "way"), WAYS, ids=str)
async def test_a_request_does_what_the_table_says(
    http: httpx.AsyncClient, catalogue: Catalogue, cell: Cell, way: str
) -> None:
    citizen = await _somebody_at(cell, way, http)
    before = citizen.prompt
    assert before["kind"] == PLACES[cell.place][1]
    await (citizen.chooses(cell.tap) if way == "tap" else citizen.says(cell.words[way]))
    SAID.get(cell.said, _says_the_sentence)(citizen, catalogue, cell)
    OPENED.get(cell.opened, _opens_the_theme)(before, citizen.prompt, cell)
    if cell.opened == "same" and cell.said != "filed" and cell.request != "language":
        STILL_THERE[cell.place, way] = citizen


async def _somebody_at(cell: Cell, way: str, http: httpx.AsyncClient) -> Citizen:
    """Somebody who has just come to the place, or whom an earlier request left exactly there."""
    left = STILL_THERE.pop((cell.place, way), None)
    if left is not None and cell.request not in ABOUT_THE_LAST_TEXT:
        left.http = http
        return left
    citizen = await Citizen.arrives(http, lang="en" if way == "en" else "fr")
    await PLACES[cell.place][0](citizen)
    return citizen


def _says_nothing(_citizen: Citizen, _catalogue: Catalogue, _cell: Cell) -> None:
    """The prompt says it all."""


def _says_the_sentence(citizen: Citizen, catalogue: Catalogue, cell: Cell) -> None:
    sentences = [str(book.phrases[f"bot.{cell.said}"]) for book in catalogue.phrasebooks.values()]
    patterns = [re.sub(r"\\{\w+\\}", ".*", re.escape(each)) for each in sentences]
    assert any(re.search(pattern, each["text"], re.DOTALL) for pattern in patterns for each in citizen.heard), (
        citizen.heard
    )


def _shows(kind: str) -> Callable[[Citizen, Catalogue, Cell], None]:
    def check(citizen: Citizen, _catalogue: Catalogue, _cell: Cell) -> None:
        assert kind in citizen.kinds

    return check


def _answers_the_question(citizen: Citizen, catalogue: Catalogue, _cell: Cell) -> None:
    assert citizen.heard[0]["text"] in catalogue.faq_entry("duration").answer.values()


SAID: dict[str, Callable[[Citizen, Catalogue, Cell], None]] = {
    "": _says_nothing,
    "recap": _shows("recap"),
    "webinars": _shows("webinars"),
    "filed": _shows("ack"),
    "faq": _answers_the_question,
}


def _same(before: dict[str, Any], after: dict[str, Any], cell: Cell) -> None:
    assert (after["kind"], after["asked"]) == (before["kind"], before["asked"])
    assert after["text"] == before["text"] or cell.request == "language"


def _asks(question: str, kind: str = "question") -> Callable[[dict[str, Any], dict[str, Any], Cell], None]:
    def check(_before: dict[str, Any], after: dict[str, Any], _cell: Cell) -> None:
        assert (after["kind"], after["asked"]) == (kind, question)

    return check


def _is_a(kind: str) -> Callable[[dict[str, Any], dict[str, Any], Cell], None]:
    def check(before: dict[str, Any], after: dict[str, Any], _cell: Cell) -> None:
        assert after["kind"] == kind
        assert after["text"] != before["text"] or kind == "menu"

    return check


def _opens_the_theme(_before: dict[str, Any], after: dict[str, Any], cell: Cell) -> None:
    assert after["asked"].startswith(f"{cell.opened}.")


OPENED: dict[str, Callable[[dict[str, Any], dict[str, Any], Cell], None]] = {
    "same": _same,
    "next": _asks("ecology.decision"),
    "next theme": _asks("data_ai.encounters"),
    "previous": _asks("ecology.uses"),
    "first": _asks("ecology.uses"),
    "this question": _asks("ecology.knowledge"),
    "last": _asks("ecology.support"),
    "probe": _asks("ecology.knowledge", "probe"),
    "end": _is_a("profile"),
    "in whose name": _is_a("profile"),
    "yes or no": _is_a("confirm"),
    "menu": _is_a("menu"),
}
