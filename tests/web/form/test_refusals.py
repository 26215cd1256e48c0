"""What the form does not take: nothing is stored, a page says what to do, and every word is given back."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from html import escape

import pytest

from bot.app import Service
from bot.catalogue import Catalogue
from bot.channels.web.body_limit import FORM_LIMIT
from tests.web.form.conftest import Rows
from tests.web.form.visitor import ORIGIN, OURS, Visitor

Arrives = Callable[..., Visitor]
USES = "Des films & des concerts."
DAY = timedelta(days=1)
COUNT = "SELECT count(*) FROM messages WHERE sender = 'citizen'"


async def test_an_unknown_theme_is_absent_in_the_language_of_the_person(visitor: Visitor, catalogue: Catalogue) -> None:
    visitor.lang = "en"
    for path in ("/form/nothing", "/form/nothing/saved"):
        absent = await visitor.http.get(path, params={"lang": "en"}, headers={"Accept": "text/html"})
        assert absent.status_code == 404
        assert catalogue.phrasebooks["en"].say("errors.not_found") in absent.text
    assert (await visitor.http.post("/form/nothing", headers={"Accept": "text/html"})).status_code == 404


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "cross-site", "Origin": "https://elsewhere.example"},
        {"Sec-Fetch-Site": "same-site", "Origin": "https://other.consultation.example"},
        {"Sec-Fetch-Site": "cross-site", "Origin": ORIGIN},
        {"Origin": "https://elsewhere.example"},
        {"Origin": "null"},
    ],
)
async def test_another_sites_form_changes_nothing_even_with_a_page_of_ours(
    visitor: Visitor, rows: Rows, headers: dict[str, str]
) -> None:
    await visitor.opens("/form/ecology")
    page = await visitor.sends("/form/ecology", {**visitor.fields, "answer.ecology.uses": USES}, headers)
    assert page.status_code == 403
    assert escape(USES) in page.text
    assert "sign" not in visitor.fields  # to copy, not to send with one press
    assert not visitor.keeps
    assert rows("SELECT count(*) FROM conversations") == [(0,)]


@pytest.mark.parametrize("headers", [{"Origin": ORIGIN}, {"Sec-Fetch-Site": "same-origin", "Origin": "null"}, {}])
async def test_browsers_that_say_less_are_served(visitor: Visitor, rows: Rows, headers: dict[str, str]) -> None:
    await visitor.opens("/form/ecology")
    page = await visitor.sends("/form/ecology", {**visitor.fields, "answer.ecology.uses": USES}, headers)
    assert page.url.path == "/form/ecology/saved"
    assert rows(COUNT) == [(1,)]


@pytest.mark.parametrize("forged", ["", "x", "x.y", "é.é", "{name}.", "{name}.0000"])
async def test_a_forged_page_is_given_back_with_its_words_and_can_then_be_saved(
    visitor: Visitor, rows: Rows, forged: str
) -> None:
    await visitor.opens("/form/ecology")
    visitor.fields["sign"] = forged.format(name=visitor.fields["sign"].partition(".")[0])
    page = await visitor.saves(uses=USES)
    assert page.status_code == 403
    assert rows("SELECT count(*) FROM conversations") == [(0,)]
    assert visitor.fields["answer.ecology.uses"] == USES
    await visitor.saves()
    assert rows(COUNT) == [(1,)]


async def test_the_page_of_one_session_does_not_write_in_another(arrives: Arrives, rows: Rows) -> None:
    victim, attacker = arrives(), arrives()
    for each in (victim, attacker):
        await each.opens("/form/ecology")
        await each.saves(uses=USES)
    await attacker.opens("/form/ecology")
    forged = {**attacker.fields, "answer.ecology.uses": "Autre chose"}
    assert (await victim.sends("/form/ecology", forged, OURS)).status_code == 403
    await attacker.opens("/contribution")
    for name in ("withdraw", "receipt", "leave", "restore", "details", "erase", "delete"):
        sign = {"sign": attacker.fields["sign"], "question": "ecology.uses"}
        assert (await victim.sends(f"/contribution/{name}", sign, OURS)).status_code == 403
    assert rows(COUNT) == [(2,)]
    assert rows("SELECT count(*) FROM conversations WHERE withdrawn_at IS NOT NULL") == [(0,)]


async def test_a_page_that_anybody_can_be_given_is_not_enough_where_the_browser_does_not_say_whence(
    arrives: Arrives, rows: Rows
) -> None:
    """In a session, a page made before there was one is believed only of a browser that says it is ours."""
    before, visitor = arrives(), arrives()
    await before.opens("/form/ecology")
    await visitor.opens("/form/ecology")
    await visitor.saves(uses=USES)
    anybodys = {**before.fields, "answer.ecology.decision": "Oui."}
    assert (await visitor.sends("/form/ecology", anybodys, {})).status_code == 403
    assert rows(COUNT) == [(1,)]
    assert (await visitor.sends("/form/ecology", anybodys, OURS)).url.path == "/form/ecology/saved"
    assert rows(COUNT) == [(2,)]


async def test_a_text_too_long_stops_the_whole_form_and_keeps_every_word(visitor: Visitor, rows: Rows) -> None:
    await visitor.opens("/form/ecology")
    page = await visitor.saves(uses="é" * 10_001, decision="Oui.")
    assert page.status_code == 422
    assert rows("SELECT count(*) FROM conversations") == [(0,)]
    assert 'href="#answer-1"' in page.text
    assert page.text.count('aria-invalid="true"') == 1
    assert 'id="answer-1-fault"' in page.text
    assert 'aria-describedby="answer-1-fault' in page.text
    assert "<title>Erreur" in page.text
    assert (len(visitor.fields["answer.ecology.uses"]), visitor.fields["answer.ecology.decision"]) == (10_001, "Oui.")
    await visitor.saves(uses="é" * 10_000)
    assert rows(COUNT) == [(2,)]


async def test_six_answers_of_full_length_fit_and_more_than_any_form_does_not(visitor: Visitor, rows: Rows) -> None:
    await visitor.opens("/form/ecology")
    names = [name for name in visitor.fields if name.startswith("answer.")]
    visitor.fields |= {name: "😀" * 9_999 + str(rank) for rank, name in enumerate(names)}
    assert (await visitor.saves()).url.path == "/form/ecology/saved"
    assert rows(COUNT) == [(7,)]
    await visitor.opens("/form/ecology")
    page = await visitor.saves(uses="é" * (FORM_LIMIT // 6))
    assert page.status_code == 413
    assert "text/html" in page.headers["content-type"]


async def test_signs_that_no_database_keeps_are_named(visitor: Visitor, rows: Rows) -> None:
    await visitor.opens("/form/ecology")
    page = await visitor.saves(uses="a\x00b")
    assert page.status_code == 422
    assert rows("SELECT count(*) FROM conversations") == [(0,)]


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        ("answer.ecology.uses=%ED%A0%80", "application/x-www-form-urlencoded"),
        ("é=1", "application/x-www-form-urlencoded"),
        ("&".join(f"a{each}=" for each in range(300)), "application/x-www-form-urlencoded"),
        ('{"sign": 1}', "application/json"),
        ("", "multipart/form-data; boundary=x"),
    ],
)
async def test_what_no_form_sends_is_refused_in_a_page(visitor: Visitor, rows: Rows, body: str, kind: str) -> None:
    for path in ("/form/ecology", "/form", "/contribution/withdraw"):
        headers = {**OURS, "Content-Type": kind, "Accept": "text/html"}
        page = await visitor.http.post(path, content=body.encode(), headers=headers)
        assert page.status_code == 400
        assert "text/html" in page.headers["content-type"]
    assert rows("SELECT count(*) FROM conversations") == [(0,)]


@pytest.mark.parametrize("state", ["upcoming", "closed"])
async def test_a_theme_that_is_not_open_says_so_and_takes_nothing(
    arrives: Arrives, rows: Rows, service: Service, state: str
) -> None:
    visitor = arrives()
    await visitor.opens("/form/ecology")
    early = dict(visitor.fields)
    themes = tuple(
        each.model_copy(update={"state": state}) if each.id == "ecology" else each for each in service.catalogue.themes
    )
    changed = arrives(content=service.catalogue.model_copy(update={"themes": themes}))
    page = await changed.opens("/form/ecology")
    assert page.status_code == 200
    title = service.catalogue.theme("ecology").title["fr"]
    assert service.catalogue.phrasebooks["fr"].say(f"bot.theme_{state}", title=title) in page.text
    assert not [name for name in changed.fields if name.startswith("answer.")]
    page = await changed.sends("/form/ecology", {**early, "answer.ecology.uses": USES}, OURS)
    assert page.status_code == 409
    assert escape(USES) in page.text
    assert rows("SELECT count(*) FROM conversations") == [(0,)]


async def test_after_the_closing_answers_can_be_read_and_erased_but_not_written(
    arrives: Arrives, rows: Rows, service: Service
) -> None:
    visitor = arrives()
    await visitor.opens("/form/ecology")
    await visitor.saves(uses=USES, decision="Oui.")
    closes = datetime(2023, 4, 30, 21, 59, tzinfo=UTC)
    ended = service.catalogue.consultation.model_copy(update={"closes": closes})
    later = arrives(at=closes + DAY, content=service.catalogue.model_copy(update={"consultation": ended}))
    later.http.cookies.update(visitor.http.cookies)
    page = await later.opens("/form/ecology")
    assert service.catalogue.phrasebooks["fr"].date(closes) in page.text
    assert escape(USES) in page.text
    assert "answer.ecology.uses" not in later.fields
    refused = {**later.fields, "answer.ecology.uses": "Autre chose."}
    assert (await later.sends("/form/ecology", refused, OURS)).status_code == 409
    await later.opens("/form/ecology")
    later.fields["erase.ecology.uses"] = "yes"
    assert (await later.saves()).url.path == "/form/ecology/saved"
    assert rows("SELECT question, state FROM answers ORDER BY id") == [
        ("ecology.uses", "withdrawn"),
        ("ecology.decision", "given"),
    ]


async def test_before_the_opening_the_page_says_when(arrives: Arrives, service: Service) -> None:
    opens = service.catalogue.consultation.opens
    visitor = arrives(at=opens - DAY)
    page = await visitor.opens("/form/ecology")
    assert service.catalogue.phrasebooks["fr"].date(opens) in page.text
    assert not [name for name in visitor.fields if name.startswith("answer.")]


async def test_when_the_database_is_away_the_words_are_given_back(visitor: Visitor, service: Service) -> None:
    await visitor.opens("/form/ecology")
    with service.database.engine.begin() as connection:
        connection.exec_driver_sql("ALTER TABLE conversations RENAME TO elsewhere")
    page = await visitor.saves(uses=USES)
    assert page.status_code == 503
    assert escape(USES) in page.text


async def test_a_page_older_than_an_answer_does_not_overwrite_it(visitor: Visitor, rows: Rows) -> None:
    """Two tabs of one theme: what the second has not seen is shown before it is replaced; the rest is not reverted."""
    await visitor.opens("/form/ecology")
    await visitor.saves(uses=USES, decision="Oui.")
    await visitor.opens("/form/ecology")
    older = dict(visitor.fields)
    await visitor.saves(uses="Corrigé ailleurs.", decision="Non.")
    page = await visitor.sends("/form/ecology", {**older, "answer.ecology.uses": "Ma version."}, OURS)
    assert page.status_code == 422
    assert "Corrigé ailleurs." in page.text
    assert visitor.fields["answer.ecology.uses"] == "Ma version."
    assert visitor.fields["answer.ecology.decision"] == "Non."
    await visitor.saves()
    words = "SELECT text FROM messages m JOIN answer_parts p ON m.seq = p.seq WHERE until IS NULL ORDER BY answer_id"
    assert rows(words) == [("Ma version.",), ("Non.",)]


async def test_what_was_erased_elsewhere_does_not_come_back_with_an_older_page(visitor: Visitor, rows: Rows) -> None:
    await visitor.opens("/form/ecology")
    await visitor.saves(uses=USES)
    await visitor.opens("/form/ecology")
    older = dict(visitor.fields)
    visitor.fields["erase.ecology.uses"] = "yes"
    await visitor.saves()
    await visitor.sends("/form/ecology", {**older, "answer.ecology.decision": "Oui."}, OURS)
    assert rows("SELECT question, state FROM answers ORDER BY id") == [
        ("ecology.uses", "withdrawn"),
        ("ecology.decision", "given"),
    ]


async def test_erasing_a_text_that_was_just_changed_is_asked_back(visitor: Visitor, rows: Rows) -> None:
    await visitor.opens("/form/ecology")
    await visitor.saves(uses=USES)
    await visitor.opens("/form/ecology")
    visitor.fields["erase.ecology.uses"] = "yes"
    page = await visitor.saves(uses="Autre chose.")
    assert page.status_code == 422
    assert visitor.fields["erase.ecology.uses"] == "yes"
    assert rows("SELECT state, revision FROM answers") == [("given", 1)]
