"""Answers written in the form: stored word for word, once, and shown again."""

import asyncio
from collections.abc import Callable

from bot.catalogue import Catalogue
from bot.channels.web.form.session import COOKIE
from tests.web.form.conftest import Rows
from tests.web.form.visitor import OURS, Visitor

USES = "Des films en ligne,\n  et « des musées » – 3 fois par mois <b>à peu près</b>.\n"
ANSWERS = "SELECT question, state, revision, version, lang FROM answers ORDER BY id"
TEXTS = "SELECT text FROM messages WHERE sender = 'citizen' AND choice IS NULL ORDER BY seq"


async def test_every_theme_asks_its_questions_in_the_language_asked_for(visitor: Visitor, catalogue: Catalogue) -> None:
    visitor.lang = "en"
    index = await visitor.opens("/form")
    for theme in catalogue.themes:
        assert f'href="/form/{theme.id}?lang=en"' in index.text
        page = await visitor.opens(f"/form/{theme.id}")
        assert page.status_code == 200
        for question in theme.questions:
            assert f"answer.{question.id}" in visitor.fields
        assert page.text.count("<h1>") == 1
        assert catalogue.notice.form["en"][:60] in page.text


async def test_looking_keeps_nothing_and_stores_nothing(visitor: Visitor, rows: Rows) -> None:
    for path in ("/form", "/form/ecology", "/contribution", "/form/ecology/saved", "/contribution/withdraw"):
        page = await visitor.opens(path)
        assert page.headers["cache-control"] == "no-store" or page.status_code == 303
        assert "set-cookie" not in page.headers
    assert rows("SELECT count(*) FROM conversations") == [(0,)]


async def test_what_is_written_is_kept_word_for_word_under_its_question(visitor: Visitor, rows: Rows) -> None:
    await visitor.opens("/form/ecology")
    page = await visitor.saves(uses=USES, decision="Oui.")
    assert page.url.path == "/form/ecology/saved"
    assert [text for (text,) in rows(TEXTS)] == [USES, "Oui."]
    assert [row[:4] for row in rows(ANSWERS)] == [
        ("ecology.uses", "given", 1, 1),
        ("ecology.decision", "given", 1, 1),
    ]
    assert rows("SELECT channel FROM conversations") == [("form",)]
    assert "&lt;b&gt;à peu près" in page.text
    await visitor.opens("/form/ecology")
    assert visitor.fields["answer.ecology.uses"] == USES


async def test_the_transcript_reads_as_questions_and_answers_and_ends_with_something_open(
    visitor: Visitor, rows: Rows, catalogue: Catalogue
) -> None:
    await visitor.opens("/form/ecology")
    visitor.fields["answer.ecology.remark"] = "Une idée de plus."
    await visitor.saves(decision="Oui, deux fois.")
    said = rows("SELECT sender, kind, asked, question, text, turn FROM messages ORDER BY seq")
    asked = catalogue.question("ecology.decision").question["fr"]
    assert [row[:2] for row in said] == [
        ("bot", "notice"),
        ("bot", "question"),
        ("citizen", "info"),
        ("bot", "confirm"),
        ("citizen", "info"),
        ("bot", "ack"),
        ("bot", "menu"),
    ]
    assert said[1][2:5] == ("ecology.decision", None, asked)
    assert said[2][3:] == ("ecology.decision", "Oui, deux fois.", "done")
    assert rows("SELECT prompt_seq FROM conversations") == [(7,)]


async def test_the_cookie_is_for_this_site_alone_and_out_of_reach_of_scripts(visitor: Visitor) -> None:
    await visitor.opens("/form/ecology")
    body = {**visitor.fields, "answer.ecology.uses": USES}
    sent = await visitor.http.post("/form/ecology", data=body, headers=OURS)
    name, _, rest = sent.headers["set-cookie"].partition("=")
    token, *attributes = [each.strip() for each in rest.split(";")]
    assert name == COOKIE == "__Host-consultation"
    assert {each.lower() for each in attributes} == {"httponly", "path=/", "samesite=strict", "secure"}
    assert token not in sent.headers["location"]


async def test_saving_again_stores_what_changed_and_nothing_else(visitor: Visitor, rows: Rows) -> None:
    await visitor.opens("/form/ecology")
    await visitor.saves(uses=USES, decision="Oui.")
    cookies = visitor.keeps
    await visitor.opens("/form/ecology")
    await visitor.saves(decision="Non, finalement.")
    assert [text for (text,) in rows(TEXTS)] == [USES, "Oui.", "Non, finalement."]
    assert [row[:3] for row in rows(ANSWERS)] == [("ecology.uses", "given", 1), ("ecology.decision", "given", 2)]
    before = rows("SELECT count(*) FROM messages")
    await visitor.opens("/form/ecology")
    assert (await visitor.saves()).url.path == "/form/ecology/saved"
    assert rows("SELECT count(*) FROM messages") == before
    assert visitor.keeps == cookies


async def test_a_form_sent_twice_at_once_is_one_contribution(arrives: Callable[..., Visitor], rows: Rows) -> None:
    visitor, impatient = arrives(), arrives()
    await visitor.opens("/form/ecology")
    body = {**visitor.fields, "answer.ecology.uses": USES}
    both = (each.http.post("/form/ecology", data=body, headers=OURS) for each in (visitor, impatient))
    assert [each.status_code for each in await asyncio.gather(*both)] == [303, 303]
    assert rows("SELECT count(*) FROM conversations") == [(1,)]
    assert rows(TEXTS) == [(USES,)]
    for each in (visitor, impatient):
        await each.opens("/form/ecology")
        assert each.fields["answer.ecology.uses"] == USES


async def test_an_empty_form_is_not_a_contribution(visitor: Visitor, rows: Rows) -> None:
    await visitor.opens("/form/ecology")
    page = await visitor.saves(uses="  \n ")
    assert page.status_code == 422
    assert 'role="alert"' in page.text
    assert not visitor.keeps
    assert rows("SELECT count(*) FROM conversations") == [(0,)]


async def test_an_emptied_field_loses_nothing_and_the_page_says_so(
    visitor: Visitor, rows: Rows, catalogue: Catalogue
) -> None:
    await visitor.opens("/form/ecology")
    await visitor.saves(uses=USES)
    await visitor.opens("/form/ecology")
    page = await visitor.saves(uses="", decision="Oui.")
    assert catalogue.phrasebooks["fr"].say("form.saved.kept", number=1) in page.text
    assert [row[:3] for row in rows(ANSWERS)] == [("ecology.uses", "given", 1), ("ecology.decision", "given", 1)]
    assert [text for (text,) in rows(TEXTS)] == [USES, "Oui."]


async def test_a_ticked_answer_is_erased_everywhere(visitor: Visitor, rows: Rows) -> None:
    await visitor.opens("/form/ecology")
    await visitor.saves(uses=USES, decision="Oui.")
    await visitor.opens("/form/ecology")
    visitor.fields["erase.ecology.uses"] = "yes"
    page = await visitor.saves()
    assert "Des films" not in page.text
    assert [row[:2] for row in rows(ANSWERS)] == [("ecology.uses", "withdrawn"), ("ecology.decision", "given")]
    assert not rows("SELECT 1 FROM messages WHERE text LIKE ?", "%Des films%")


async def test_the_profile_is_kept_and_taken_back(visitor: Visitor, rows: Rows) -> None:
    profile = "SELECT public, capacity FROM conversations"
    await visitor.opens("/form/ecology")
    visitor.fields |= {"profile.public": "professional"}
    await visitor.saves(uses=USES)
    assert rows(profile) == [("professional", None)]
    await visitor.opens("/form/ecology")
    assert visitor.fields["profile.public"] == "professional"
    visitor.fields |= {"profile.public": "", "profile.capacity": "professional"}
    await visitor.saves()
    assert rows(profile) == [(None, None)]  # a public is no capacity


async def test_short_texts_are_labelled_with_the_language_of_the_page(visitor: Visitor, rows: Rows) -> None:
    visitor.lang = "en"
    await visitor.opens("/form/ecology")
    await visitor.saves(uses="No.", decision="Je regarde surtout des films et des expositions en ligne, chez moi.")
    assert [row[4] for row in rows(ANSWERS)] == ["en", "fr"]
