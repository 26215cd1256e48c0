"""One's own contribution: receipt, copy, contact details, erasing, withdrawal, deletion, leaving a device."""

from collections.abc import Callable
from html import escape
from re import search

import pytest

from bot.app import Service
from bot.contact_details import MASK
from bot.conversations.receipts import new_code, normalise
from tests.web.form.conftest import Rows
from tests.web.form.visitor import OURS, Visitor

Arrives = Callable[..., Visitor]
USES = "Des films et des concerts."
REMARK = "Et les archives sonores ?"
STATES = "SELECT question, state FROM answers ORDER BY id"
HELD = ("conversations", "messages", "answers", "answer_parts", "tokens", "creation_keys")


@pytest.fixture
async def author(arrives: Arrives) -> Visitor:
    """Somebody with one answer."""
    visitor = arrives()
    await visitor.opens("/form/ecology")
    await visitor.saves(uses=USES)
    return visitor


async def code_of(visitor: Visitor) -> str:
    await visitor.opens("/contribution")
    page = await visitor.presses("/contribution/receipt")
    assert page.headers["cache-control"] == "no-store"
    found = search(r'<p class="shown-code">(\S+)</p>', page.text)
    assert found
    assert normalise(found[1])
    return found[1]


async def test_a_receipt_opens_the_answers_in_another_browser(author: Visitor, arrives: Arrives, rows: Rows) -> None:
    code, elsewhere = await code_of(author), arrives()
    await elsewhere.opens("/form/ecology")
    page = await elsewhere.presses("/form/ecology", receipt=code.lower().replace("-", " "), step="resume")
    assert page.status_code == 200
    assert elsewhere.fields["answer.ecology.uses"] == USES
    assert code not in page.text
    await elsewhere.saves(uses="Corrigé.")
    await author.opens("/form/ecology")
    assert author.fields["answer.ecology.uses"] == "Corrigé."
    assert rows("SELECT count(*) FROM conversations") == [(1,)]
    assert not rows("SELECT 1 FROM messages WHERE text LIKE ?", f"%{code}%")


async def test_a_receipt_opens_the_contribution_from_the_list_of_themes(author: Visitor, arrives: Arrives) -> None:
    code, elsewhere = await code_of(author), arrives()
    await elsewhere.opens("/form")
    page = await elsewhere.presses("/form", receipt=code)
    assert page.url.path == "/contribution"
    assert USES in page.text


async def test_what_was_typed_before_the_receipt_stays_and_replaces_nothing_unseen(
    author: Visitor, arrives: Arrives, rows: Rows
) -> None:
    code, elsewhere = await code_of(author), arrives()
    await elsewhere.opens("/form/ecology")
    elsewhere.fields |= {"answer.ecology.uses": "Déjà tapé.", "answer.ecology.decision": "Oui."}
    await elsewhere.presses("/form/ecology", receipt=code, step="resume")
    assert elsewhere.fields["answer.ecology.uses"] == "Déjà tapé."
    page = await elsewhere.saves()
    assert page.status_code == 422
    assert USES in page.text
    assert rows(STATES) == [("ecology.uses", "given")]
    await elsewhere.saves()
    assert rows(STATES) == [("ecology.uses", "given"), ("ecology.decision", "given")]


@pytest.mark.parametrize("written", ["", "   ", "7KQ4M-HXR4T-DA9CW-EYF3P", "n’importe quoi", "x" * 5000, None])
async def test_a_wrong_code_opens_nothing_and_keeps_what_was_typed(visitor: Visitor, written: str | None) -> None:
    await visitor.opens("/form/ecology")
    visitor.fields["answer.ecology.uses"] = USES
    page = await visitor.presses("/form/ecology", receipt=new_code() if written is None else written, step="resume")
    assert page.status_code == 422
    assert 'href="#receipt"' in page.text
    assert 'aria-describedby="receipt-fault receipt-hint" aria-invalid="true"' in page.text
    assert visitor.fields["answer.ecology.uses"] == USES
    assert not visitor.keeps
    await visitor.opens("/form")
    assert (await visitor.presses("/form", receipt="x")).status_code == 422


async def test_a_receipt_in_a_session_joins_the_two(author: Visitor, arrives: Arrives, rows: Rows) -> None:
    code, elsewhere = await code_of(author), arrives()
    await elsewhere.opens("/form/archiving")
    await elsewhere.saves("archiving", **dict.fromkeys(names(elsewhere, "archiving")[:1], "Autre."))
    await elsewhere.opens("/form")
    page = await elsewhere.presses("/form", receipt=code)
    assert USES in page.text
    assert "Autre." in page.text
    assert rows("SELECT count(*) FROM conversations WHERE joined_to IS NOT NULL") == [(1,)]
    assert USES not in (await author.opens("/contribution")).text  # that device's key opens nothing any more
    await elsewhere.opens("/form")
    assert (await elsewhere.presses("/form", receipt=code)).status_code == 409


def names(visitor: Visitor, theme: str) -> list[str]:
    return [each.split(".")[-1] for each in visitor.fields if each.startswith(f"answer.{theme}.")]


async def test_a_code_in_an_answer_is_masked_and_one_alone_is_no_answer(
    author: Visitor, arrives: Arrives, rows: Rows
) -> None:
    code, elsewhere = await code_of(author), arrives()
    await elsewhere.opens("/form/ecology")
    assert (await elsewhere.saves(uses=code)).status_code == 422
    assert rows("SELECT count(*) FROM conversations") == [(1,)]
    long = f"Je garde mon code {code} dans un tiroir, avec les autres papiers de la maison."
    page = await elsewhere.saves(uses=long)
    assert long.replace(code, MASK) in page.text
    assert not rows("SELECT 1 FROM messages WHERE text LIKE ?", f"%{code}%")
    await elsewhere.opens("/form/ecology")
    before = rows("SELECT count(*) FROM messages")
    await elsewhere.saves()
    assert rows("SELECT count(*) FROM messages") == before


async def test_contact_details_are_told_of_and_removed_everywhere(author: Visitor, rows: Rows) -> None:
    await author.opens("/form/ecology")
    page = await author.saves(uses="Écrivez à jean.dupont@exemple.fr pour en parler.")
    assert 'action="/contribution/details' in page.text
    page = await author.presses("/contribution/details", question="ecology.uses")
    assert "jean.dupont" not in page.text
    assert 'action="/contribution/details' not in page.text
    assert not rows("SELECT 1 FROM messages WHERE text LIKE ?", "%jean.dupont%")


async def test_the_copy_is_that_of_the_contribution_and_of_nobody_without_a_session(
    author: Visitor, visitor: Visitor
) -> None:
    data = (await author.http.get("/contribution/copy?format=json")).json()
    assert [(each["question"], each["text"]) for each in data["answers"]] == [("ecology.uses", USES)]
    page = await author.http.get("/contribution/copy?format=html")
    assert escape(USES) in page.text
    assert page.headers["cache-control"] == "no-store"
    assert (await visitor.http.get("/contribution/copy?format=json")).status_code == 303


async def test_withdrawing_asks_hides_at_once_and_can_be_taken_back_for_a_day(
    author: Visitor, rows: Rows, service: Service
) -> None:
    due = "SELECT withdrawn_at IS NOT NULL, erase_at IS NOT NULL FROM conversations"
    await author.opens("/contribution/withdraw")
    assert rows(due) in ([(0, 0)], [(False, False)])
    page = await author.presses("/contribution/withdraw")
    assert 'action="/contribution/restore' in page.text
    assert rows(due) in ([(1, 1)], [(True, True)])
    [(at,)] = rows("SELECT erase_at FROM conversations")
    await author.presses("/contribution/withdraw")  # a second press puts nothing off
    assert rows("SELECT erase_at FROM conversations") == [(at,)]
    page = await author.opens("/form/ecology")
    assert "answer.ecology.uses" not in author.fields
    await author.opens("/contribution")
    await author.presses("/contribution/restore")
    assert rows(due) in ([(0, 0)], [(False, False)])
    await author.opens("/form/ecology")
    assert author.fields["answer.ecology.uses"] == USES


def held(rows: Rows) -> dict[str, object]:
    """How many rows each table has of people."""
    return {table: rows(f"SELECT count(*) FROM {table}")[0][0] for table in HELD}


async def test_deleting_asks_then_erases_everything_at_once_and_leaves_no_cookie(
    author: Visitor, arrives: Arrives, rows: Rows
) -> None:
    code, kept, elsewhere = await code_of(author), author.keeps, arrives()
    page = await author.opens("/contribution")
    assert 'href="/contribution/delete?lang=fr"' in page.text
    page = await author.opens("/contribution/delete")
    assert 'action="/contribution/delete?lang=fr"' in page.text
    assert all(held(rows).values())
    page = await author.presses("/contribution/delete")
    assert (page.url.path, page.url.params["said"]) == ("/form", "deleted")
    assert 'role="status"' in page.text
    assert not author.keeps
    assert held(rows) == dict.fromkeys(HELD, 0)
    author.http.cookies.update(kept)  # somebody copied it
    assert USES not in (await author.opens("/contribution")).text
    await elsewhere.opens("/form")
    assert (await elsewhere.presses("/form", receipt=code)).status_code == 422


async def test_deleting_erases_what_a_receipt_has_joined_too(author: Visitor, arrives: Arrives, rows: Rows) -> None:
    code, elsewhere = await code_of(author), arrives()
    await elsewhere.opens("/form/ecology")
    await elsewhere.saves(decision="Oui.")
    await elsewhere.opens("/form")
    await elsewhere.presses("/form", receipt=code)
    assert rows("SELECT count(*) FROM conversations") == [(2,)]
    await elsewhere.opens("/contribution/delete")
    await elsewhere.presses("/contribution/delete")
    assert held(rows) == dict.fromkeys(HELD, 0)


async def test_a_withdrawn_contribution_can_be_deleted_before_its_day_is_over(author: Visitor, rows: Rows) -> None:
    await author.opens("/contribution/withdraw")
    page = await author.presses("/contribution/withdraw")
    assert 'href="/contribution/delete?lang=fr"' in page.text
    await author.opens("/contribution/delete")
    await author.presses("/contribution/delete")
    assert held(rows) == dict.fromkeys(HELD, 0)


@pytest.mark.parametrize(
    "headers",
    [{"Sec-Fetch-Site": "cross-site", "Origin": "https://elsewhere.example"}, {"Origin": "null"}],
)
async def test_another_site_deletes_and_erases_nothing(author: Visitor, rows: Rows, headers: dict[str, str]) -> None:
    await author.opens("/contribution/delete")
    before = held(rows)
    for path in ("/contribution/delete", "/contribution/erase"):
        assert (await author.sends(path, {**author.fields, "erase": "yes"}, headers)).status_code == 403
        assert (await author.sends(path, {"sign": "", "erase": "yes"}, OURS)).status_code == 403
    assert held(rows) == before


async def test_without_a_contribution_there_is_nothing_to_delete_and_the_page_says_so(
    author: Visitor, visitor: Visitor, rows: Rows, service: Service
) -> None:
    page = await visitor.opens("/contribution/delete")
    assert (page.status_code, page.headers["location"]) == (303, "/contribution?lang=fr")
    nothing = service.catalogue.phrasebooks["fr"].say("form.refused.no_session")
    await visitor.opens("/form")
    for path in ("/contribution/delete", "/contribution/erase"):
        page = await visitor.presses(path, erase="yes")
        assert page.status_code == 403
        assert nothing in page.text
        await visitor.opens("/form")
    assert rows(STATES) == [("ecology.uses", "given")]
    await author.opens("/contribution/delete")
    sent = dict(author.fields)
    await author.sends("/contribution/delete", sent, OURS)
    page = await author.sends("/contribution/delete", sent, OURS)  # pressed twice
    assert page.status_code == 403
    assert nothing in page.text


@pytest.fixture
async def remarker(author: Visitor, rows: Rows) -> Visitor:
    """The same person, who has also said something in the chat outside the themes."""
    await author.opens("/form/ecology")
    await author.saves(remark=REMARK)
    rows("UPDATE answers SET theme = NULL, question = 'remark' WHERE question = 'ecology.remark'")
    await author.opens("/contribution")
    return author


async def test_what_was_said_outside_the_themes_is_erased_by_a_tick_and_a_press(remarker: Visitor, rows: Rows) -> None:
    page = await remarker.presses("/contribution/erase")  # without the tick
    assert REMARK in page.text
    page = await remarker.presses("/contribution/erase", erase="yes")
    assert page.url.params["said"] == "erased"
    assert REMARK not in page.text
    assert USES in page.text
    assert 'action="/contribution/erase' not in page.text
    assert rows(STATES) == [("ecology.uses", "given"), ("remark", "withdrawn")]
    assert not rows("SELECT 1 FROM messages WHERE text LIKE ?", f"%{REMARK}%")
    [(last,)] = rows("SELECT kind FROM messages ORDER BY seq DESC LIMIT 1")
    assert last == "menu"


async def test_a_remark_that_has_grown_since_the_page_was_made_is_not_erased_unseen(
    remarker: Visitor, rows: Rows
) -> None:
    older = dict(remarker.fields)
    rows("UPDATE messages SET text = ? WHERE text = ?", f"{REMARK} Et les films ?", REMARK)
    page = await remarker.sends("/contribution/erase", {**older, "erase": "yes"}, OURS)
    assert page.url.params["said"] == "changed"
    assert f"{REMARK} Et les films ?" in page.text
    assert rows(STATES) == [("ecology.uses", "given"), ("remark", "given")]
    await remarker.presses("/contribution/erase", erase="yes")
    assert rows(STATES) == [("ecology.uses", "given"), ("remark", "withdrawn")]


async def test_leaving_closes_the_contribution_on_this_device_alone(
    author: Visitor, arrives: Arrives, rows: Rows
) -> None:
    code, elsewhere = await code_of(author), arrives()
    await elsewhere.opens("/form")
    await elsewhere.presses("/form", receipt=code)
    kept = dict(author.keeps)
    await author.opens("/contribution")
    page = await author.presses("/contribution/leave")
    assert page.url.path == "/form"
    assert not author.keeps
    author.http.cookies.update(kept)  # somebody copied it
    assert USES not in (await author.opens("/contribution")).text
    assert USES in (await elsewhere.opens("/contribution")).text
    assert rows(STATES) == [("ecology.uses", "given")]
    assert rows("SELECT count(*) FROM creation_keys") == [(0,)]


async def test_after_a_save_come_the_answers_the_themes_webinars_and_the_way_on(
    author: Visitor, service: Service
) -> None:
    page = await author.opens("/form/ecology/saved")
    for webinar in service.catalogue.webinars_for("ecology"):
        assert f"/webinars/{webinar.id}" in page.text
    assert 'href="/form/ecology?lang=fr#answer-1"' in page.text
    assert 'href="/form/creation?lang=fr"' in page.text
    assert 'href="/?lang=fr#chat"' in page.text
    assert "jeton" not in page.text
    assert author.http.cookies["__Host-consultation"] not in page.text
