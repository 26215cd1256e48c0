"""The language is changed in the middle of a conversation: everything of the chat follows, and says which it is."""

from playwright.sync_api import expect

from bot.catalogue import Catalogue
from tests.web.widget.chat import PROMPTS, Chat

INSIDE = "consultation-chat .inside"


def test_the_chat_s_own_words_follow_the_conversation_s_language(pocket: Chat, catalogue: Catalogue) -> None:
    page = pocket.page
    say = catalogue.phrasebooks["en"].say
    pocket.starts()
    expect(page.locator(INSIDE)).to_have_attribute("lang", "fr")
    pocket.button("chat.menu").click()
    page.locator("#menu [lang=en]").click()
    expect(page.locator(INSIDE)).to_have_attribute("lang", "en")
    expect(page.locator(PROMPTS).last).to_have_attribute("lang", "en")
    for step in page.locator(".step").all():
        expect(step).to_have_text(say("chat.progress", position=1, total=6))
        expect(step).to_have_attribute("lang", "en")
    for key in ("chat.send", "chat.menu", "chat.close"):
        expect(page.get_by_role("button", name=say(key), exact=True)).to_be_visible()
    expect(page.get_by_role("log")).to_have_accessible_name(say("chat.log"))
    page.locator("[aria-controls=menu]").click()
    entries = page.locator("#menu")
    expect(entries.get_by_text(say("chat.recap"), exact=True)).to_be_visible()
    assert [each.get_attribute("lang") for each in entries.locator("[lang]").all()] == ["fr"]
    assert all("lang=en" in str(each.get_attribute("href")) for each in entries.locator("a").all())
    entries.locator(".danger").click()
    expect(page.locator("dialog.small")).to_have_attribute("lang", "en")
    for key in ("chat.cancel", "chat.close"):
        page.get_by_role("button", name=say(key), exact=True).click()
    launcher = page.locator(".launcher")
    expect(launcher).to_have_text(say("chat.launcher"))
    expect(launcher).to_have_attribute("lang", "en")


def test_before_a_conversation_the_menu_changes_the_language_too(chat: Chat) -> None:
    chat.button("chat.menu").click()
    chat.page.locator("#menu [lang=en]").click()
    expect(chat.page.locator(INSIDE)).to_have_attribute("lang", "en")
    expect(chat.page.locator(".welcome .button").first).to_be_focused()
