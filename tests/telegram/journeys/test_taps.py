"""Taps: always answered, the used keyboard cleared, and what is stale says so and changes nothing."""

import os
import signal
import time

import httpx

from bot.catalogue import Catalogue
from tests.telegram.journeys.phone import Phone
from tests.telegram.journeys.product import Product

ANSWER = "Je visite des musées en ligne avec mes deux enfants, surtout le dimanche après-midi."


def outcome(product: Product, phone: Phone, message_id: int, data: str, *, forged: bool = False) -> str | None:
    """What a tap is answered, once all it leads to was sent and the keyboard is cleared."""
    query = phone.person.taps(message_id, data, forged=forged)
    phone.after(query)
    query_id = query["callback_query"]["id"]
    product.api.waits_for(lambda api: api.answered(query_id) is not None)
    return (product.api.answered(query_id) or {}).get("text")


def test_a_tap_is_answered_and_its_keyboard_cleared(either: Product, catalogue: Catalogue) -> None:
    ada = either.citizen()
    ada.after(ada.person.starts("ecology"))
    skip = ada.button("skip")
    assert outcome(either, ada, skip.message_id, skip.data or "") is None
    either.api.waits_for(lambda _: not ada.person.chat.messages[skip.message_id].buttons)
    assert catalogue.question("ecology.knowledge").question["fr"] in ada.heard[-1].text


def test_links_stay_under_a_tapped_message(either: Product) -> None:
    ada = either.citizen()
    ada.after(ada.person.starts("ecology"))
    ada.writes("/themes")
    theme, *_ = [each for each in ada.heard[-1].buttons if each.data]
    links = [each.url for each in ada.heard[-1].buttons if each.url]
    outcome(either, ada, theme.message_id, theme.data or "")
    message = ada.person.chat.messages[theme.message_id]
    either.api.waits_for(lambda _: not any(each.data for each in message.buttons))
    assert [each.url for each in message.buttons] == links


def test_a_stale_button_says_so_and_changes_nothing(either: Product, catalogue: Catalogue) -> None:
    ada = either.citizen()
    ada.after(ada.person.starts("ecology"))
    skip = ada.button("skip")
    ada.writes(ANSWER)
    outcome(either, ada, skip.message_id, skip.data or "")
    assert catalogue.phrasebooks["fr"].say("bot.stale") in ada.words
    assert ada.answers == {"ecology.uses": [ANSWER]}
    assert catalogue.question("ecology.knowledge").question["fr"] in ada.heard[-1].text


def test_tapped_twice_it_counts_once(polling: Product, ada: Phone, catalogue: Catalogue) -> None:
    skip = ada.button("skip")
    taps = [ada.person.taps(skip.message_id, skip.data or "") for _ in range(2)]
    ada.after(*taps)
    polling.api.waits_for(lambda api: all(api.answered(each["callback_query"]["id"]) is not None for each in taps))
    assert catalogue.question("ecology.knowledge").question["fr"] in ada.heard[-1].text


def test_forged_data_does_nothing(polling: Product, ada: Phone, catalogue: Catalogue) -> None:
    stale = catalogue.phrasebooks["fr"].say("telegram.stale")
    message = ada.button("skip").message_id
    for data in ("", "skip", "4|erase:ecology.uses", "999999|skip", "²|skip", "-1|skip", "4|" + "x" * 60):
        assert outcome(polling, ada, message, data, forged=True) == stale, data
    assert ada.heard == []


def test_a_keyboard_still_works_after_a_restart(either: Product, catalogue: Catalogue) -> None:
    ada = either.citizen()
    ada.after(ada.person.starts("ecology"))
    skip = ada.button("skip")
    os.kill(either.stack.process_of("service"), signal.SIGKILL)
    time.sleep(1)
    either.stack.wait_until("/readyz")
    assert outcome(either, ada, skip.message_id, skip.data or "") is None
    assert catalogue.question("ecology.knowledge").question["fr"] in ada.heard[-1].text


def test_a_keyboard_from_before_an_erasure_is_stale(polling: Product, ada: Phone, catalogue: Catalogue) -> None:
    skip = ada.button("skip")
    before = ada.conversation
    erase(polling, ada)
    assert outcome(polling, ada, skip.message_id, skip.data or "") == catalogue.phrasebooks["fr"].say("telegram.stale")
    assert ada.conversation != before
    assert ada.kinds[-1] == "menu"


def erase(product: Product, phone: Phone) -> None:
    """At once, as the website lets whoever has the receipt."""
    phone.writes("/receipt")
    with httpx.Client(base_url=product.stack.url) as http:
        opened = http.post("/api/v1/resume", json={"receipt": phone.code}).json()
        own = {"Authorization": f"Bearer {opened['token']}"}
        assert http.delete(f"/api/v1/conversations/{phone.conversation}", headers=own).status_code == 204
