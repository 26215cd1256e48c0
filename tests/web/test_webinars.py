"""Webinars on the website: calendar files, links that are counted."""

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import httpx
import pytest
from icalendar import Calendar, Component

from bot.catalogue import Catalogue
from tests.web.conftest import Visit, with_webinar

Clicks = Callable[[], dict[tuple[str, str], int]]
VISIO = "https://visio.example/ecology"


async def event_of(http: httpx.AsyncClient, webinar: str = "ecology", lang: str = "fr") -> Component:
    answer = await http.get(f"/webinars/{webinar}.ics?lang={lang}")
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith("text/calendar")
    [event] = Calendar.from_ical(answer.content).walk("VEVENT")
    return event


async def test_a_calendar_file_gives_the_webinar_in_universal_time(visit: Visit, catalogue: Catalogue) -> None:
    async with visit() as http:
        event = await event_of(http, lang="en")
    assert event["DTSTART"].dt == datetime(2023, 3, 10, 10, 30, tzinfo=UTC)
    assert event["DTEND"].dt == datetime(2023, 3, 10, 11, 30, tzinfo=UTC)
    assert "Ecological impact of digital culture" in event["SUMMARY"]
    assert catalogue.consultation.contact in event["DESCRIPTION"]
    assert catalogue.consultation.page in event["DESCRIPTION"]
    assert (event["STATUS"], event["SEQUENCE"]) == ("CONFIRMED", 0)


async def test_a_link_to_come_is_never_invented(visit: Visit, clicks: Clicks) -> None:
    async with visit() as http:
        assert "URL" not in await event_of(http)
        for kind in ("registration", "join", "replay"):
            answer = await http.get(f"/webinars/ecology/{kind}")
            assert answer.status_code == 404
            assert answer.json()["code"] == "not_found"
    assert clicks() == {("ecology", "calendar"): 1}


async def test_a_known_link_is_in_the_calendar_through_the_service(visit: Visit, catalogue: Catalogue) -> None:
    async with visit(content=with_webinar(catalogue, "ecology", join=VISIO)) as http:
        event = await event_of(http)
    assert event["URL"] == "https://consultation.example/webinars/ecology/join"


async def test_a_webinar_that_moves_keeps_its_identity_and_outranks_the_older_file(
    visit: Visit, catalogue: Catalogue
) -> None:
    starts = catalogue.webinars[2].starts + timedelta(days=7)
    later = with_webinar(catalogue, "ecology", state="moved", starts=starts, ends=starts + timedelta(hours=1))
    async with visit() as http:
        before = await event_of(http)
    async with visit(content=later) as http:
        after = await event_of(http)
    assert after["UID"] == before["UID"]
    assert after["SEQUENCE"] > before["SEQUENCE"]
    assert after["DTSTART"].dt == starts
    assert after["STATUS"] == "CONFIRMED"


async def test_a_cancelled_webinar_is_cancelled_in_the_calendar_and_offers_no_link(
    visit: Visit, catalogue: Catalogue
) -> None:
    cancelled = with_webinar(catalogue, "ecology", state="cancelled", join=VISIO, registration=VISIO)
    async with visit(content=cancelled) as http:
        event = await event_of(http)
        page = (await http.get("/?lang=en")).text
    assert event["STATUS"] == "CANCELLED"
    assert "URL" not in event
    assert "/webinars/ecology" not in page
    assert catalogue.phrasebooks["en"].say("webinar_state.cancelled") in page


@pytest.mark.parametrize(
    ("at", "offered"),
    [
        (datetime(2023, 3, 10, 10, 29, tzinfo=UTC), {"/registration", ".ics"}),
        (datetime(2023, 3, 10, 10, 31, tzinfo=UTC), {"/join"}),
        (datetime(2023, 3, 10, 11, 31, tzinfo=UTC), {"/replay"}),
    ],
    ids=["before", "running", "after"],
)
async def test_the_page_offers_what_makes_sense_at_that_moment(
    visit: Visit, catalogue: Catalogue, at: datetime, offered: set[str]
) -> None:
    links = {"registration": VISIO, "join": VISIO, "replay": VISIO}
    async with visit(at, content=with_webinar(catalogue, "ecology", **links)) as http:
        page = (await http.get("/?lang=en")).text
    kinds = ("/registration", ".ics", "/join", "/replay")
    assert {each for each in kinds if f'href="/webinars/ecology{each}' in page} == offered


@pytest.mark.parametrize("kind", ["registration", "join", "replay"])
async def test_following_a_link_counts_it_and_keeps_nothing_of_the_person(
    visit: Visit, catalogue: Catalogue, clicks: Clicks, kind: str
) -> None:
    async with visit(content=with_webinar(catalogue, "ecology", **{kind: VISIO})) as http:
        for _ in range(2):
            answer = await http.get(f"/webinars/ecology/{kind}")
            assert (answer.status_code, answer.headers["location"]) == (303, VISIO)
            assert answer.headers["cache-control"] == "no-store"
            assert "set-cookie" not in answer.headers
    assert clicks() == {("ecology", kind): 2}


@pytest.mark.parametrize("address", ["/webinars/nowhere.ics", "/webinars/nowhere/join"])
async def test_an_unknown_webinar_is_a_page_for_people_and_a_problem_for_programs(
    visit: Visit, clicks: Clicks, address: str
) -> None:
    async with visit() as http:
        page = await http.get(f"{address}?lang=en", headers={"Accept": "text/html"})
        problem = await http.get(address)
    assert (page.status_code, problem.status_code) == (404, 404)
    assert "<h1>Page not found</h1>" in page.text
    assert problem.headers["content-type"] == "application/problem+json"
    assert clicks() == {}


async def test_the_pages_own_link_leads_to_a_file_in_the_pages_language(visit: Visit) -> None:
    async with visit() as http:
        page = (await http.get("/?lang=en")).text
        [link] = re.findall(r'href="(/webinars/ecology\.ics[^"]*)"', page)
        answer = await http.get(link, headers={"Accept-Language": "fr"})
    assert "Ecological impact of digital culture" in answer.text.replace("\r\n ", "")
