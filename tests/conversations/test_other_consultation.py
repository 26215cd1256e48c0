"""Another consultation - a city, two themes, other webinars - is content work only; and what its dates change."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import httpx
import pytest

from bot.catalogue import load
from tests.citizen import Citizen
from tests.stack import ROOT, Stack, running

OPEN, CLOSED, LATE = "2024-09-20T10:00+02:00", "2024-11-01T00:00+01:00", "2024-11-02T00:00+01:00"
TEXTS = {
    "fr": "  J’y vais avec mes enfants, le mercredi : ils y lisent des bandes dessinées ({}).\n",
    "en": "  I go there with my children on Wednesdays: they read comics there ({}).\n",
}
At = Callable[..., AbstractContextManager[Stack]]


@pytest.fixture(scope="module")
def content(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The city's content with the product's sentences: a content folder, and nothing else."""
    folder = tmp_path_factory.mktemp("city") / "content"
    shutil.copytree(ROOT / "tests" / "consultations" / "city", folder)
    shutil.copytree(ROOT / "content" / "locales", folder / "locales")
    return folder


@pytest.fixture(scope="module")
def at(content: Path, tmp_path_factory: pytest.TempPathFactory) -> At:
    """The city's stack at a moment of its own clock; its database stays from one moment to the next."""
    folder = tmp_path_factory.mktemp("city-stack")
    own = {"CONSULTATION_CONTENT": str(content), "CONSULTATION_MODELS": str(folder / "models")}
    stack = Stack(folder, settings=own)

    @contextmanager
    def started(moment: str, *, since: datetime | None = None) -> Iterator[Stack]:
        """`since` is the real time at which the city's clock showed that moment: now, unless given."""
        clock = {"CONSULTATION_NOW": moment} | ({"CONSULTATION_CLOCK_STARTED": since.isoformat()} if since else {})
        with running(replace(stack, settings={**own, **clock})) as each:
            yield each

    return started


async def test_a_city_asks_its_own_questions_and_closes_on_its_own_day(at: At, content: Path) -> None:
    catalogue = load(content)
    with at(OPEN) as stack:
        async with httpx.AsyncClient(base_url=stack.url, timeout=30) as http:
            described = (await http.get("/api/v1/consultation", params={"lang": "en"})).json()
            assert described["title"] == catalogue.consultation.title["en"]
            assert [each["id"] for each in described["themes"]] == ["library", "parks"]
            assert (described["state"], described["closes"][:10]) == ("open", "2024-10-31")
            citizens = {lang: await a_theme_completed(http, lang) for lang in ("fr", "en")}
            await citizens["en"].says("the gardens")
            citizens["en"].is_asked("parks.uses")

    closing = datetime.now(UTC)
    with at(CLOSED, since=closing) as stack:
        async with httpx.AsyncClient(base_url=stack.url, timeout=30) as http:
            citizen = citizens["en"]
            citizen.http = http
            await answers_stay_and_new_ones_are_refused(citizen)
            await one_written_in_time_is_taken_and_marked(citizen, stack, closing)
            newcomer = await Citizen.arrives(http, lang="fr", theme="parks")
            assert newcomer.kinds == ["notice", "info", "menu"]
            assert not any(each["id"].startswith("theme:") for each in newcomer.prompt["choices"])

    with at(LATE, since=closing) as stack:
        async with httpx.AsyncClient(base_url=stack.url, timeout=30) as http:
            citizen.http = http
            before = await citizen.answers()
            await citizen.says("A day later it is too late to be taken.", written=in_time(closing))
            assert await citizen.answers() == before


async def a_theme_completed(http: httpx.AsyncClient, lang: str) -> Citizen:
    citizen = await Citizen.arrives(http, lang=lang)
    await citizen.chooses("theme:library")
    assert {link["kind"] for link in citizen.heard[1]["links"]} == {"registration", "calendar"}
    for question in ("library.visits", "library.collections", "library.services"):
        citizen.is_asked(question)
        assert citizen.prompt["progress"]["total"] == 3
        await citizen.says(TEXTS[lang].format(question))
    await citizen.chooses("no")
    assert citizen.kinds == ["ack", "recap", "webinars", "receipt", "profile"]
    await citizen.chooses("skip")
    assert [each["text"] for each in (await citizen.answers()).values()] == [
        TEXTS[lang].format(question) for question in ("library.visits", "library.collections", "library.services")
    ]
    return citizen


async def answers_stay_and_new_ones_are_refused(citizen: Citizen) -> None:
    before = await citizen.answers()
    assert len(before) == 3
    await citizen.says("The ducks in the pond deserve a better place to live in.")
    assert citizen.kinds == ["info", "menu"]
    assert await citizen.answers() == before
    await citizen.chooses("recap")
    assert "recap" in citizen.kinds


def in_time(closing: datetime) -> str:
    return (closing - timedelta(seconds=1)).isoformat()


async def one_written_in_time_is_taken_and_marked(citizen: Citizen, stack: Stack, closing: datetime) -> None:
    asked = next(each["seq"] for each in await citizen.messages() if each["asked"] == "parks.uses")
    text = "I walk my dog there every evening after work."
    await citizen.says(text, to=asked, written="2020-01-01T00:00:00Z")
    assert "parks.uses" not in await citizen.answers(), "the conversation did not exist then"
    await citizen.says(text, to=asked, written=in_time(closing))
    assert (await citizen.answers())["parks.uses"]["text"] == text
    late = "SELECT late FROM answers WHERE conversation_id = ? AND question = 'parks.uses'"
    assert stack.rows(late, citizen.id) == [(1,)]


async def test_a_consultation_that_has_not_opened_says_so(content: Path, at: At) -> None:
    with at("2024-08-01T10:00+02:00") as stack:
        async with httpx.AsyncClient(base_url=stack.url, timeout=30) as http:
            assert (await http.get("/api/v1/consultation")).json()["state"] == "upcoming"
            citizen = await Citizen.arrives(http, lang="fr", theme="library")
            assert citizen.kinds == ["notice", "info", "menu"]
            await citizen.chooses("theme:library")
            assert citizen.kinds == ["info", "menu"]
