"""One's own data in the chat: the receipt code, a copy, and nothing left after deletion."""

import httpx
from playwright.sync_api import expect

from tests.web.widget.chat import NOTHING_KEPT, Chat


def test_the_receipt_code_is_shown_once_and_rests_nowhere(chat: Chat) -> None:
    chat.starts()
    chat.writes("Je visite des musées en ligne avec mes enfants.")
    chat.choice("receipt").click()
    shown = chat.page.locator("dialog .code")
    expect(shown).to_be_visible()
    code = shown.inner_text()
    assert code in chat.markup()
    resumed = httpx.post(f"{chat.stack.url}/api/v1/resume", json={"receipt": code})
    assert resumed.json()["id"] == (chat.kept or {})["id"]
    chat.button("chat.done").click()
    assert chat.has_focus()
    assert code not in chat.markup()


def test_the_receipt_code_brings_the_conversation_to_another_device_by_keyboard(chat: Chat, pocket: Chat) -> None:
    chat.starts()
    chat.writes("Je visite des expositions en ligne chaque mois.")
    chat.is_at_step(2)
    kept = chat.kept or {}
    address = f"{chat.stack.url}/api/v1/conversations/{kept['id']}/receipt"
    code = httpx.post(address, headers={"Authorization": f"Bearer {kept['token']}"}).json()["receipt"]
    keyboard, field = pocket.page.keyboard, pocket.page.get_by_label(pocket.say("chat.code"), exact=True)
    pocket.tabs_to(pocket.page.locator(".launcher"))
    keyboard.press("Enter")
    expect(pocket.button("chat.start")).to_be_focused()
    pocket.tabs_to(pocket.page.locator(".welcome summary"))
    keyboard.press("Enter")
    pocket.tabs_to(field)
    keyboard.type(code[:-1])
    keyboard.press("Enter")
    expect(pocket.alert).to_have_text(pocket.say("errors.receipt_refused"))
    expect(field).to_be_focused()
    assert pocket.page.evaluate(NOTHING_KEPT) == 0
    keyboard.press("End")
    keyboard.type(code[-1])
    pocket.tabs_to(pocket.button("chat.come_back"))
    keyboard.press("Enter")
    pocket.is_at_step(2)
    expect(pocket.alert).to_be_hidden()
    assert pocket.has_focus()
    assert pocket.log.locator(".message").all_inner_texts() == chat.log.locator(".message").all_inner_texts()
    assert (pocket.kept or {})["id"] == kept["id"]
    assert code not in pocket.markup()


def test_a_copy_is_downloaded(chat: Chat) -> None:
    chat.starts()
    chat.writes("Je regarde des concerts filmés avec mes deux enfants.")
    chat.is_at_step(2)
    chat.writes("je voudrais une copie de mes réponses")
    with chat.page.expect_download() as download:
        chat.log.get_by_role("button", name=chat.say("bot.copy_link.html")).click()
    assert "Je regarde des concerts filmés avec mes deux enfants." in download.value.path().read_text(encoding="utf-8")


def test_deleting_leaves_nothing_here_nor_there(chat: Chat) -> None:
    chat.starts()
    conversation = (chat.kept or {})["id"]
    chat.opens_the_menu("chat.delete")
    chat.button("chat.cancel").click()
    chat.is_at_step(1)
    chat.opens_the_menu("chat.delete")
    chat.button("chat.delete_yes").click()
    expect(chat.page.get_by_role("status").filter(has_text=chat.say("chat.deleted"))).to_be_visible()
    expect(chat.button("chat.start")).to_be_focused()
    assert chat.page.evaluate(NOTHING_KEPT) == 0
    assert chat.stack.rows("SELECT count(*) FROM conversations WHERE id = ?", conversation) == [(0,)]


def test_a_conversation_erased_elsewhere_is_forgotten_here(chat: Chat) -> None:
    chat.starts()
    kept = chat.kept or {}
    address = f"{chat.stack.url}/api/v1/conversations/{kept['id']}"
    httpx.delete(address, headers={"Authorization": f"Bearer {kept['token']}"}).raise_for_status()
    chat.page.reload()
    expect(chat.alert).to_have_text(chat.say("chat.gone"))
    expect(chat.button("chat.start")).to_be_visible()
    assert chat.page.evaluate(NOTHING_KEPT) == 0


def test_erased_words_leave_every_screen_that_shows_them(chat: Chat) -> None:
    chat.starts()
    chat.writes("Mon adresse est le 12 rue des Lilas, je visite des musées en ligne.")
    chat.is_at_step(2)
    chat.opens_the_menu("chat.recap")
    other = chat.another_tab()
    for each in (chat, other):
        expect(each.log.get_by_text("rue des Lilas")).to_have_count(2)  # said, and recalled
    chat.choice("erase:ecology.uses").click()
    chat.choice("yes").click()
    for each in (chat, other):
        expect(each.log.get_by_text("rue des Lilas")).to_have_count(0)
        expect(each.log.get_by_text(each.say("bot.erased"), exact=True)).to_have_count(1)
        each.is_at_step(2)


def test_contact_details_that_are_removed_leave_the_screen(chat: Chat) -> None:
    chat.starts()
    chat.writes("Je filme des concerts avec une association, écrivez-moi à ada@example.org.")
    expect(chat.log.get_by_text("ada@example.org")).not_to_have_count(0)
    chat.page.locator("[data-choice^='redact:']").click()
    expect(chat.log.get_by_text("ada@example.org")).to_have_count(0)
    assert "ada@example.org" not in chat.markup()


def test_a_recap_is_a_list_whatever_signs_an_answer_has(chat: Chat) -> None:
    chat.starts()
    for number, text in enumerate(
        ("Un écran de 24“ et « une phrase", "fini »\n\nLe musée est loin, alors je regarde"), 1
    ):
        chat.writes(text + " des visites filmées chaque semaine avec mes enfants.")
        chat.is_at_step(number + 1)
    chat.opens_the_menu("chat.recap")
    items = chat.log.locator(".message[data-kind=recap] li")
    expect(items).to_have_count(2)
    expect(items.nth(1)).to_contain_text("Le musée est loin")
