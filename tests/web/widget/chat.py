"""The chat as somebody in front of the screen sees it."""

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
PROMPTS = ".message[data-kind=question], .message[data-kind=probe]"


class Chat:
    """A visit of a page that holds it, in one language."""

    def __init__(self, page: Page, stack: Stack, catalogue: Catalogue, lang: str, path: str = "/") -> None:
        self.page, self.stack, self.lang = page, stack, lang
        self.say = catalogue.phrasebooks[lang].say
        page.goto(f"{stack.url}{path}?lang={lang}")
        expect(page.locator("consultation-chat[data-ready]")).to_be_attached()
        self.field = page.get_by_label(self.say("chat.field"))
        self.log = page.get_by_role("log")
        self.alert = page.locator("consultation-chat [role=alert]")
        self.now = page.locator("consultation-chat .now")

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

    def is_at_step(self, position: int, total: int = 6) -> None:
        step = self.say("chat.progress", position=position, total=total)
        expect(self.page.locator(PROMPTS).last).to_contain_text(step)

    def sees_what_is_asked(self) -> None:
        for each in (self.page.locator(PROMPTS).last.locator(".text"), self.field, self.button("chat.send")):
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

    def has_focus(self) -> bool:
        return bool(self.page.evaluate("document.activeElement !== document.body"))

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
