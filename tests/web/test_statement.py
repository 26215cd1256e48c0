"""The accessibility statement, and the words of the law at the foot of every page."""

from datetime import UTC, datetime

import pytest

from bot.catalogue import Catalogue
from tests.web.conftest import Visit

HTML = {"Accept": "text/html"}
EVERY_PAGE = ("/", "/privacy", "/accessibility", "/webinars/nowhere.ics")
SAID = {"fr": "Accessibilité : non conforme", "en": "Accessibility: not compliant"}


@pytest.mark.parametrize("lang", ["fr", "en"])
async def test_every_page_says_how_accessible_it_is_and_leads_to_the_statement(visit: Visit, lang: str) -> None:
    async with visit() as http:
        pages = [await http.get(f"{address}?lang={lang}", headers=HTML) for address in EVERY_PAGE]
    for page in pages:
        assert f'<a href="/accessibility?lang={lang}">{SAID[lang]}</a>' in page.text.replace("\u00a0", " ")


@pytest.mark.parametrize("lang", ["fr", "en"])
async def test_the_statement_says_every_part_and_where_to_turn(visit: Visit, catalogue: Catalogue, lang: str) -> None:
    async with visit() as http:
        page = await http.get(f"/accessibility?lang={lang}")
    assert f'<html lang="{lang}">' in page.text
    assert all(f'id="{name}"' in page.text for name, _ in catalogue.accessibility.items)
    assert f'href="mailto:{catalogue.consultation.contact}"' in page.text.partition('id="contact"')[2]
    assert "{" not in page.text
    remedies = page.text.partition('id="remedies"')[2]
    assert 'href="https://formulaire.defenseurdesdroits.fr/"' in remedies
    assert 'href="https://www.defenseurdesdroits.fr/saisir/delegues"' in remedies
    assert "Libre réponse 71120, 75342 Paris CEDEX 07" in remedies


async def test_what_an_audit_found_is_said_with_its_date(visit: Visit, catalogue: Catalogue) -> None:
    audited = {"audit": datetime(2023, 2, 1, tzinfo=UTC), "compliance": "partial"}
    statement = catalogue.accessibility.model_copy(update=audited)
    async with visit(content=catalogue.model_copy(update={"accessibility": statement})) as http:
        page = await http.get("/accessibility?lang=en")
        home = await http.get("/?lang=fr")
    assert "Audited on Wednesday 1 February 2023." in page.text
    assert "Accessibilité : partiellement conforme" in home.text.replace("\u00a0", " ")
