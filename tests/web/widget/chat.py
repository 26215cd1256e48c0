"""The chat as somebody in front of the screen sees it."""

import httpx
from playwright.sync_api import Locator, Page, expect

from bot.catalogue import Catalogue
from tests.stack import Stack

NOTHING_KEPT = """indexedDB.databases().then((known) =>
    known.length + localStorage.length + sessionStorage.length + document.cookie.length)"""
# What the device remembers: the database is opened as it is, and never made.
KEPT = """async () => {
    const [known] = await indexedDB.databases();
    if (!known) return null;
    const request = indexedDB.open(known.name);
    const opened = await new Promise((resolve) => (request.onsuccess = () => resolve(request.result)));
    const asked = opened.transaction("kept").objectStore("kept").get("conversation");
    const kept = await new Promise((resolve) => (asked.onsuccess = () => resolve(asked.result)));
    opened.close();
    return kept ?? null;
}"""
# Changes what it remembers, as time or another tab would.
KEEP = """async (changes) => {
    const [known] = await indexedDB.databases();
    const request = indexedDB.open(known.name);
    const opened = await new Promise((resolve) => (request.onsuccess = () => resolve(request.result)));
    const transaction = opened.transaction("kept", "readwrite");
    const store = transaction.objectStore("kept");
    const asked = store.get("conversation");
    asked.onsuccess = () => store.put({ ...asked.result, ...changes }, "conversation");
    await new Promise((resolve) => (transaction.oncomplete = resolve));
    opened.close();
}"""
MARK = "visite"  # in every text that a test counts, and in no label
PROMPTS = ".message[data-kind=question], .message[data-kind=probe]"


class Chat:
    """A visit of a page that holds it, in one language."""

    def __init__(self, page: Page, stack: Stack, catalogue: Catalogue, lang: str, path: str = "/") -> None:
        self.page, self.stack, self.catalogue, self.lang = page, stack, catalogue, lang
        self.say = catalogue.phrasebooks[lang].say
        page.goto(f"{stack.url}{path}?lang={lang}")
        expect(page.locator("consultation-chat[data-ready]")).to_be_attached()
        self.field = page.get_by_label(self.say("chat.field"))
        self.log = page.get_by_role("log")
        self.alert = page.locator("consultation-chat [role=alert]")
        self.now = page.locator("consultation-chat .now")
        self.status = page.locator("consultation-chat p.status")
        self.waiting = self.log.locator("[data-pending]")

    def another_tab(self) -> "Chat":
        """The same page once more, in the same browser."""
        page = self.page.context.new_page()
        page.set_default_timeout(15_000)
        return Chat(page, self.stack, self.catalogue, self.lang)

    def card(self, theme: str) -> Locator:
        return self.page.locator(f".card [data-start={theme}]")

    def button(self, key: str) -> Locator:
        return self.page.get_by_role("button", name=self.say(key), exact=True)

    def choice(self, choice: str) -> Locator:
        return self.page.locator(f'[data-choice="{choice}"]')

    def starts(self, theme: str = "ecology") -> None:
        self.card(theme).click()
        self.is_at_step(1)

    def writes(self, text: str) -> None:
        self.field.fill(text)
        self.button("chat.send").click()

    def shows_once(self, *texts: str) -> None:
        """These messages of the citizen and no others, in this order, none on its way any more."""
        expect(self.log.locator(".message[data-from=citizen] .text").filter(has_text=MARK)).to_have_text(list(texts))
        expect(self.waiting).to_have_count(0)

    def is_at_step(self, position: int, total: int = 6) -> None:
        step = self.say("chat.progress", position=position, total=total)
        expect(self.page.locator(PROMPTS).last).to_contain_text(step)

    def sees_what_is_asked(self) -> None:
        """In the log or, while it is out of sight there, beside the field."""
        asked = self.page.locator(PROMPTS).last.locator(".text")
        beside = self.now.locator(".pending:not(.unseen)")
        for each in (asked.or_(beside).filter(visible=True).last, self.field, self.button("chat.send")):
            expect(each).to_be_in_viewport(ratio=1)

    @property
    def kept(self) -> dict[str, str] | None:
        """What the device remembers."""
        kept: dict[str, str] | None = self.page.evaluate(KEPT)
        return kept

    def stored(self) -> list[object]:
        """The texts of this conversation's citizen in the database, in order."""
        query = (
            "SELECT text FROM messages WHERE conversation_id = ? AND sender = 'citizen' AND choice IS NULL ORDER BY seq"
        )
        return [text for (text,) in self.stack.rows(query, (self.kept or {})["id"])]

    def answers(self) -> dict[str, str]:
        """The stored answers, as their author is given them."""
        kept = self.kept or {}
        address = f"{self.stack.url}/api/v1/conversations/{kept['id']}/answers"
        answers = httpx.get(address, headers={"Authorization": f"Bearer {kept['token']}"}).json()
        return {each["question"]: each["text"] for each in answers}

    def has_focus(self) -> bool:
        return bool(self.page.evaluate("document.activeElement !== document.body"))

    def markup(self) -> str:
        """Everything the chat holds, seen or not."""
        return str(self.page.locator("consultation-chat").evaluate("chat => chat.shadowRoot.innerHTML"))

    def opens_the_menu(self, entry: str) -> None:
        self.button("chat.menu").click()
        self.page.locator("#menu").get_by_text(self.say(entry), exact=True).click()

    def tabs_to(self, target: Locator, key: str = "Tab") -> None:
        """Moves by keyboard until the target has the focus."""
        for _ in range(80):
            if target.evaluate("element => element === element.getRootNode().activeElement"):
                return
            self.page.keyboard.press(key)
        raise AssertionError("no key press reaches it")
