"""The consultation described, by the demonstration's clock."""

import httpx

from bot.catalogue import Catalogue
from tests.stack import Stack


async def test_the_description_says_what_is_asked_and_when(http: httpx.AsyncClient, catalogue: Catalogue) -> None:
    for lang in catalogue.languages:
        body = (await http.get("/api/v1/consultation", params={"lang": lang})).json()
        assert body["title"] == catalogue.consultation.title[lang]
        assert (body["state"], body["closes"], body["languages"]) == ("open", None, ["fr", "en"])
        assert body["now"].startswith("2023-03-01")
        assert [each["id"] for each in body["themes"]] == [each.id for each in catalogue.themes]
        for theme, described in zip(catalogue.themes, body["themes"], strict=True):
            assert [each["text"] for each in described["questions"]] == [
                each.question[lang] for each in theme.questions
            ]
            assert described["resources"][0]["href"].startswith("https://")


async def test_webinars_are_before_running_or_over_by_the_consultations_clock(http: httpx.AsyncClient) -> None:
    webinars = {each["id"]: each for each in (await http.get("/api/v1/consultation")).json()["webinars"]}
    assert webinars["launch"]["phase"] == "after"
    assert webinars["archiving"]["phase"] == "before"
    assert [each["kind"] for each in webinars["archiving"]["links"]] == ["calendar"]
    assert "contact-depnum.snum@culture.gouv.fr" in webinars["archiving"]["text"]


async def test_figures_for_operators_are_on_the_private_listener_only(http: httpx.AsyncClient, stack: Stack) -> None:
    assert (await http.get("/metrics")).status_code == 404
    async with httpx.AsyncClient(base_url=stack.private_url) as private:
        assert "consultation_turns_total" in (await private.get("/metrics")).text
        assert (await private.get("/readyz")).json() == {"database": True, "engine": True}
        assert (await private.post("/actions", json={"next_action": "action_greet"})).status_code == 401
    assert (await http.get("/readyz")).text == ""
