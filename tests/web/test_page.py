"""The consultation's page and the notice on personal data."""

import re
from datetime import UTC, datetime, timedelta

import pytest

from bot.catalogue import Catalogue, load
from bot.channels.web.assets import Assets
from tests.stack import ROOT
from tests.web.conftest import Visit, with_webinar

DAY = timedelta(days=1)


@pytest.mark.parametrize("lang", ["fr", "en"])
async def test_the_page_presents_every_theme_and_webinar_in_the_language_asked_for(
    visit: Visit, catalogue: Catalogue, lang: str
) -> None:
    async with visit() as http:
        page = await http.get(f"/?lang={lang}")
    assert f'<html lang="{lang}">' in page.text
    for each in (*catalogue.themes, *catalogue.webinars):
        assert each.title[lang] in page.text
    for theme in catalogue.themes:
        assert theme.introduction[lang] in page.text
        assert f'data-start="{theme.id}"' in page.text
        assert all(resource.href in page.text for resource in theme.resources)
    assert catalogue.consultation.contact in page.text


@pytest.mark.parametrize(
    ("accepted", "lang"),
    [("en-GB,en;q=0.9", "en"), ("de,fr;q=0.5,en;q=0.7", "en"), ("de", "fr"), ("en;q=0", "fr"), ("en;q=x", "fr")],
)
async def test_a_browser_that_says_its_languages_is_answered_in_the_best_of_ours(
    visit: Visit, accepted: str, lang: str
) -> None:
    async with visit() as http:
        page = await http.get("/", headers={"Accept-Language": accepted})
    assert f'<html lang="{lang}">' in page.text
    assert page.headers["vary"] == "Accept-Language"


async def test_an_unknown_language_in_the_address_is_not_an_error(visit: Visit) -> None:
    async with visit() as http:
        page = await http.get("/?lang=xx", headers={"Accept-Language": "en"})
    assert page.status_code == 200
    assert '<html lang="en">' in page.text


async def test_the_demonstration_says_which_day_its_clock_shows(visit: Visit) -> None:
    async with visit(datetime(2023, 3, 1, 9, tzinfo=UTC)) as http:
        shown = (await http.get("/?lang=en")).text
    assert "Wednesday 1 March 2023" in shown


async def test_real_time_is_not_announced(visit: Visit) -> None:
    async with visit(at=None) as http:
        page = await http.get("/?lang=en")
    assert 'class="demonstration"' not in page.text


async def test_another_consultation_is_content_alone(visit: Visit) -> None:
    city = load(ROOT / "tests" / "consultations" / "city", ROOT / "content" / "locales")
    async with visit(city.consultation.opens + DAY, content=city) as http:
        page = await http.get("/")
        notice = await http.get("/privacy")
        calendars = [await http.get(f"/webinars/{each.id}.ics") for each in city.webinars]
    assert all(theme.title[city.default_language] in page.text for theme in city.themes)
    assert city.consultation.organiser[city.default_language] in notice.text
    assert {each.status_code for each in calendars} <= {200}
    assert "culture" not in (page.text + notice.text).lower()


async def test_before_it_opens_no_theme_can_be_answered(visit: Visit, catalogue: Catalogue) -> None:
    async with visit(catalogue.consultation.opens - DAY) as http:
        page = await http.get("/?lang=en")
    assert 'data-state="upcoming"' in page.text
    assert catalogue.phrasebooks["en"].date(catalogue.consultation.opens) in page.text
    assert 'data-start="' + catalogue.themes[0].id not in page.text


async def test_once_closed_it_says_since_when(visit: Visit, catalogue: Catalogue) -> None:
    closes = datetime(2023, 4, 30, 21, 59, tzinfo=UTC)
    ended = catalogue.consultation.model_copy(update={"closes": closes})
    async with visit(closes + DAY, content=catalogue.model_copy(update={"consultation": ended})) as http:
        page = await http.get("/?lang=en")
    assert 'data-state="closed"' in page.text
    assert catalogue.phrasebooks["en"].date(closes) in page.text


async def test_a_theme_that_is_not_open_is_shown_without_a_way_in(visit: Visit, catalogue: Catalogue) -> None:
    first, *others = catalogue.themes
    later = first.model_copy(update={"state": "upcoming"})
    async with visit(content=catalogue.model_copy(update={"themes": (later, *others)})) as http:
        page = await http.get("/?lang=en")
    assert first.title["en"] in page.text
    assert f'data-start="{first.id}"' not in page.text
    assert f'data-start="{others[0].id}"' in page.text


async def test_a_webinar_link_is_shown_when_the_content_has_one_and_announced_when_not(
    visit: Visit, catalogue: Catalogue
) -> None:
    known = with_webinar(catalogue, "ecology", registration="https://visio.example/ecology")
    async with visit(content=known) as http:
        page = await http.get("/?lang=en")
    assert "/webinars/ecology/registration" in page.text
    assert "https://visio.example/ecology" not in page.text  # through the service, which counts
    assert "/webinars/archiving/registration" not in page.text
    to_come = catalogue.phrasebooks["en"].say("page.webinars.link_to_come", contact=catalogue.consultation.contact)
    assert to_come in page.text


async def test_the_notice_says_every_item_with_its_values_filled_in(visit: Visit, catalogue: Catalogue) -> None:
    async with visit() as http:
        page = await http.get("/privacy?lang=fr")
    assert all(f'id="{name}"' in page.text for name, _ in catalogue.notice.items)
    assert str(catalogue.notice.retention_days) in page.text
    assert not re.search(r"\{[a-z_]+\}", page.text)


async def test_pages_run_no_inline_script_and_load_nothing_from_elsewhere(visit: Visit) -> None:
    async with visit() as http:
        for address in ("/", "/privacy"):
            page = await http.get(address)
            assert "default-src 'none'" in page.headers["content-security-policy"]
            assert "unsafe" not in page.headers["content-security-policy"]
            assert "frame-ancestors 'none'" in page.headers["content-security-policy"]
            assert page.headers["x-content-type-options"] == "nosniff"
            assert "set-cookie" not in page.headers
            assert not re.search(r"<style|\sstyle=|\son[a-z]+=", page.text)
            assert not re.search(r'<(?:link|script|img)[^>]+(?:src|href)="(?:https?:)?//', page.text)
            assert all('src="' in each or "application/json" in each for each in re.findall("<script[^>]*>", page.text))


async def test_style_and_scripts_are_kept_for_good_under_their_version_alone(visit: Visit) -> None:
    async with visit() as http:
        present = await http.get(Assets("static").address("page.js"))
        older = await http.get("/static/000000000000/page.js")
        missing = await http.get("/static/000000000000/..%2fpages.py")
    assert present.headers["content-type"].startswith("text/javascript")
    assert "immutable" in present.headers["cache-control"]
    assert older.headers["cache-control"] == "no-cache"
    assert missing.status_code == 404
