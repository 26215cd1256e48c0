"""The form in a real browser that runs no script, and the way from the chat to the form and back."""

from collections.abc import Callable, Iterator
from typing import Literal
from uuid import uuid4

import httpx
import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from bot.catalogue import Catalogue
from bot.conversations.receipts import normalise
from tests.stack import Stack
from tests.web.axe import violations

WIDE, NARROW = (1280, 900), (320, 640)
TOO_WIDE = "document.scrollingElement.scrollWidth > innerWidth"
SMALL = """[...document.querySelectorAll('main button, main summary, main input, main textarea, main li a, nav a')]
    .filter((each) => each.type !== 'hidden' && each.checkVisibility()).map((each) => each.getBoundingClientRect())
    .filter(({ width, height }) => width < 24 || height < 24).length"""
UNNAMED = """[...document.querySelectorAll('main textarea, main input')]
    .filter((each) => each.type !== 'hidden' && !each.labels.length).length"""
BROKEN = """[...document.querySelectorAll('[aria-describedby], [aria-labelledby]')]
    .flatMap((each) => (each.getAttribute('aria-describedby') + ' ' + each.getAttribute('aria-labelledby')).split(' '))
    .filter((id) => id && id !== 'null' && !document.getElementById(id)).length"""
OUTSIDE = "Je voudrais que les bibliothèques de village prêtent des liseuses."  # said to the chat, in no theme
Opens = Callable[..., Page]


@pytest.fixture
def opens(browser: Browser, stack: Stack) -> Iterator[Opens]:
    """A page of the form in a browser that runs no script, of somebody who was never here."""
    contexts: list[BrowserContext] = []

    def opens(path: str, size: tuple[int, int] = WIDE) -> Page:
        viewport = {"width": size[0], "height": size[1]}
        contexts.append(browser.new_context(viewport=viewport, java_script_enabled=False))
        page = contexts[-1].new_page()
        page.set_default_timeout(15_000)
        page.goto(f"{stack.url}{path}?lang=fr")
        return page

    yield opens
    for each in contexts:
        each.close()


def press(page: Page, catalogue: Catalogue, key: str) -> None:
    page.get_by_role("button", name=catalogue.phrasebooks["fr"].say(key), exact=True).click()


def receipt_of(page: Page, catalogue: Catalogue) -> str:
    press(page, catalogue, "form.own.get_receipt")
    code = page.locator(".shown-code").inner_text()
    assert normalise(code)
    return code


def find_again(page: Page, catalogue: Catalogue, code: str) -> None:
    page.get_by_text(catalogue.phrasebooks["fr"].say("form.have_code")).click()
    page.get_by_label(catalogue.phrasebooks["fr"].say("form.code"), exact=True).fill(code)
    page.keyboard.press("Enter")


def test_a_theme_is_filled_saved_found_again_elsewhere_and_corrected(
    opens: Opens, stack: Stack, catalogue: Catalogue
) -> None:
    theme = catalogue.theme("ecology")
    page = opens("/form/ecology")
    assert not page.context.cookies()
    for rank, question in enumerate(theme.questions, start=1):
        page.get_by_label(question.question["fr"]).fill(f"Réponse {rank},\n\nsur « trois » lignes.")
    page.get_by_label(catalogue.profile("professional").label["fr"]).check()
    press(page, catalogue, "form.save")
    expect(page.get_by_role("heading", level=1)).to_have_text(catalogue.phrasebooks["fr"].say("form.saved.title"))
    [cookie] = page.context.cookies()
    assert (cookie["name"], cookie["secure"], cookie["httpOnly"]) == ("__Host-consultation", True, True)
    assert (cookie["sameSite"], cookie["expires"], cookie["path"]) == ("Strict", -1, "/")
    code = receipt_of(page, catalogue)

    other = opens("/form/ecology", NARROW)
    find_again(other, catalogue, code)
    fields = other.locator("textarea")
    expect(fields.nth(5)).to_have_value("Réponse 6,\n\nsur « trois » lignes.")
    expect(other.get_by_label(catalogue.profile("professional").label["fr"])).to_be_checked()
    fields.nth(5).fill("Corrigée sur le téléphone.")
    press(other, catalogue, "form.save")
    page.goto(f"{stack.url}/form/ecology?lang=fr")
    expect(page.locator("textarea").nth(5)).to_have_value("Corrigée sur le téléphone.")
    expect(page.locator("textarea").nth(0)).to_have_value("Réponse 1,\n\nsur « trois » lignes.")


def test_enter_saves_wherever_it_is_pressed_and_finds_a_code_that_was_written(
    opens: Opens, catalogue: Catalogue
) -> None:
    page = opens("/form/ecology")
    page.locator("#answer-1").fill("Dite au clavier.")
    page.get_by_label(catalogue.profile("professional").label["fr"]).press("Space")
    page.keyboard.press("Enter")
    page.wait_for_url("**/saved**")
    expect(page.locator("blockquote")).to_have_text(["Dite au clavier."])
    code = receipt_of(page, catalogue)
    other = opens("/form/ecology")
    find_again(other, catalogue, code)
    expect(other.locator("#answer-1")).to_have_value("Dite au clavier.")


def test_on_a_narrow_screen_and_with_errors_everything_is_named_large_enough_and_in_sight(
    opens: Opens, stack: Stack, catalogue: Catalogue
) -> None:
    page = opens("/form/ecology", NARROW)
    page.locator("textarea").nth(0).fill("sansespace" * 20)
    page.locator("textarea").nth(1).fill("x" * 10_001)
    for each in page.locator("summary").all():
        each.click()
    assert is_sound(page)
    press(page, catalogue, "form.save")
    expect(page.get_by_role("alert")).to_be_in_viewport()
    assert page.title().startswith("Erreur")
    assert is_sound(page)
    page.get_by_role("alert").get_by_role("link").click()
    wrong = page.locator("[aria-invalid=true]")
    expect(wrong).to_be_in_viewport()
    assert wrong.input_value() == "x" * 10_001
    described = wrong.get_attribute("aria-describedby") or ""
    assert wrong_sentence(catalogue) in page.locator(f"#{described.split()[0]}").inner_text()
    wrong.fill("Plus court.")
    press(page, catalogue, "form.save")
    assert is_sound(page)
    for path in ("/form", "/contribution", "/contribution/withdraw", "/contribution/delete", "/form/ecology"):
        page.goto(f"{stack.url}{path}?lang=fr")
        assert is_sound(page)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_page_of_the_form_has_a_fault_that_a_program_can_find(
    browser: Browser, stack: Stack, catalogue: Catalogue, scheme: Literal["light", "dark"]
) -> None:
    context = browser.new_context(viewport={"width": 320, "height": 640}, color_scheme=scheme)
    page = context.new_page()
    for path in ("/form/ecology", "/contribution", "/form"):
        page.goto(f"{stack.url}{path}?lang=fr")
        assert not violations(page)
    chat = Chatter.begins(stack, lang="fr")
    chat.says(text=OUTSIDE)
    find_again(page, catalogue, chat.receipt())
    expect(page.locator("[action^='/contribution/erase'] [type=checkbox]")).to_be_visible()
    assert not violations(page)
    page.goto(f"{stack.url}/form/ecology?lang=en")
    page.locator("#answer-1").fill("Write to jane.doe@example.org.")
    page.locator("#answer-2").fill("x" * 10_001)
    page.locator("[value=save]").click()
    expect(page.get_by_role("alert")).to_be_visible()
    assert not violations(page)
    page.locator("#answer-2").fill("Shorter.")
    page.locator("[value=save]").click()
    page.wait_for_url("**/saved**")
    assert not violations(page)
    for path in ("/form/ecology", "/contribution", "/contribution/withdraw", "/contribution/delete"):
        page.goto(f"{stack.url}{path}?lang=fr")
        assert not violations(page)
    page.goto(f"{stack.url}/contribution?lang=fr")
    press(page, catalogue, "form.own.get_receipt")
    assert not violations(page)
    context.close()


def wrong_sentence(catalogue: Catalogue) -> str:
    say = catalogue.phrasebooks["fr"].say
    return say("form.fault.text_too_long", place=say("form.question", number=2), count=10_001)


def is_sound(page: Page) -> bool:
    """Nothing sideways, nothing too small, nothing without a name, one title."""
    faults = [page.evaluate(each) for each in (TOO_WIDE, SMALL, UNNAMED, BROKEN)]
    assert not any(faults), faults
    return page.locator("h1").count() == 1


def test_the_whole_form_works_by_keyboard(opens: Opens, catalogue: Catalogue) -> None:
    page = opens("/form/ecology")
    page.locator("#answer-1").focus()
    page.keyboard.type("Au clavier.")
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.value === 'save'"):
            break
    page.keyboard.press("Enter")
    expect(page.locator("blockquote").first).to_have_text("Au clavier.")


def test_back_in_the_browser_shows_what_is_stored_and_saves_nothing_twice(
    opens: Opens, stack: Stack, catalogue: Catalogue
) -> None:
    page = opens("/form/ecology")
    mark = str(uuid4())
    page.locator("#answer-1").fill(mark)
    press(page, catalogue, "form.save")
    page.wait_for_url("**/saved**")
    page.go_back()
    expect(page.locator("#answer-1")).to_have_value(mark)
    press(page, catalogue, "form.save")
    page.wait_for_url("**/saved**")
    assert stack.rows("SELECT count(*) FROM messages WHERE text = ?", mark) == [(1,)]


def test_looking_elsewhere_and_coming_back_loses_no_word(opens: Opens, catalogue: Catalogue) -> None:
    page = opens("/form/ecology")
    page.locator("#answer-1").fill("Pas encore enregistré.")
    page.locator("main").get_by_role("link", name=catalogue.phrasebooks["fr"].say("privacy.link")).click()
    page.wait_for_url("**/privacy**")
    page.go_back()
    expect(page.locator("#answer-1")).to_have_value("Pas encore enregistré.")


class Chatter:
    """The chat's side, over the public contract."""

    def __init__(self, stack: Stack, started: dict[str, str]) -> None:
        self.url = f"{stack.url}/api/v1/conversations/{started['id']}"
        self.headers = {"Authorization": f"Bearer {started['token']}"}

    @classmethod
    def begins(cls, stack: Stack, path: str = "conversations", **body: str) -> "Chatter":
        return cls(stack, httpx.post(f"{stack.url}/api/v1/{path}", json=body, timeout=60).json())

    def says(self, **body: str) -> list[dict[str, str]]:
        sent = {"id": str(uuid4()), **body}
        for _ in range(6):
            answer = httpx.post(f"{self.url}/messages", json=sent, headers=self.headers, timeout=60)
            if answer.status_code == 200:
                return list(answer.json()["messages"])
        raise AssertionError(answer.text)

    def messages(self, after: int = 0) -> list[dict[str, str]]:
        return list(httpx.get(f"{self.url}/messages", params={"after": after}, headers=self.headers).json()["messages"])

    def answers(self) -> dict[str, str]:
        return {
            each["question"]: each["text"] for each in httpx.get(f"{self.url}/answers", headers=self.headers).json()
        }

    def receipt(self) -> str:
        return str(httpx.post(f"{self.url}/receipt", headers=self.headers).json()["receipt"])


def test_from_the_chat_to_the_form_and_back(opens: Opens, stack: Stack, catalogue: Catalogue) -> None:
    chat = Chatter.begins(stack, lang="fr", theme="ecology")
    said = "Je regarde des films et des concerts en ligne, presque tous les soirs de la semaine."
    assert chat.says(text=said)[-1]["asked"] == "ecology.knowledge"
    last = chat.messages()[-1]["seq"]

    page = opens("/form/ecology")
    find_again(page, catalogue, chat.receipt())
    expect(page.locator("#answer-1")).to_have_value(said)
    page.locator("#answer-2").fill("Un rapport de l’Arcep.")
    with httpx.stream("GET", f"{chat.url}/events", headers={**chat.headers, "Last-Event-ID": str(last)}) as events:
        press(page, catalogue, "form.save")
        heard = "".join(line for line in _until(events, "ecology.decision"))
    assert "Un rapport de l’Arcep." in heard
    assert chat.answers() == {"ecology.uses": said, "ecology.knowledge": "Un rapport de l’Arcep."}
    assert chat.messages()[-1]["asked"] == "ecology.decision"  # the chat goes on after what the form answered

    assert chat.says(text="Oui, pour le choix de l’hébergeur de nos archives sonores, l’an dernier.")[-1]["asked"]
    page.goto(f"{stack.url}/form/ecology?lang=fr")
    expect(page.locator("#answer-3")).to_have_value(
        "Oui, pour le choix de l’hébergeur de nos archives sonores, l’an dernier."
    )


def _until(events: httpx.Response, word: str) -> Iterator[str]:
    for line in events.iter_lines():
        yield line
        if f'"asked":"{word}"' in line:
            return


def test_all_that_was_said_to_a_question_in_the_chat_stands_in_its_field(
    opens: Opens, stack: Stack, catalogue: Catalogue
) -> None:
    chat = Chatter.begins(stack, lang="fr", theme="ecology")
    assert chat.says(text="Des films.")[-1]["kind"] == "probe"
    chat.says(text="Surtout le samedi soir, avec mes voisins et leurs enfants, sur un vieux projecteur.")
    page = opens("/form/ecology")
    find_again(page, catalogue, chat.receipt())
    both = "Des films.\nSurtout le samedi soir, avec mes voisins et leurs enfants, sur un vieux projecteur."
    expect(page.locator("#answer-1")).to_have_value(both)
    page.locator("#answer-1").fill(both + "\nEt des concerts.")
    press(page, catalogue, "form.save")
    page.wait_for_url("**/saved**")
    assert chat.answers() == {"ecology.uses": both + "\nEt des concerts."}


def test_what_was_said_to_the_chat_outside_the_themes_is_erased_and_all_of_it_deleted_by_keyboard(
    opens: Opens, stack: Stack, catalogue: Catalogue
) -> None:
    chat, say = Chatter.begins(stack, lang="fr"), catalogue.phrasebooks["fr"].say
    chat.says(text=OUTSIDE)
    assert chat.answers() == {"remark": OUTSIDE}
    page = opens("/form")
    find_again(page, catalogue, chat.receipt())
    expect(page.locator("blockquote")).to_have_text(OUTSIDE)
    page.set_viewport_size({"width": 320, "height": 640})
    assert is_sound(page)
    press(page, catalogue, "form.own.erase")
    assert chat.answers() == {"remark": OUTSIDE}  # not without the tick
    page.get_by_role("checkbox").focus()
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_have_text(say("form.own.said.erased"))
    expect(page.locator("blockquote")).to_have_count(0)
    assert OUTSIDE not in str(chat.messages())
    page.get_by_role("link", name=say("form.own.delete"), exact=True).focus()
    page.keyboard.press("Enter")
    page.get_by_role("button", name=say("form.delete.yes")).focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_have_text(say("form.own.said.deleted"))
    assert not page.context.cookies()
    assert httpx.get(f"{chat.url}/messages", headers=chat.headers).status_code == 404


def test_a_receipt_of_the_form_opens_in_the_chat(opens: Opens, stack: Stack, catalogue: Catalogue) -> None:
    page = opens("/form/ecology")
    page.locator("#answer-1").fill("Écrit dans le formulaire.")
    press(page, catalogue, "form.save")
    code = receipt_of(page, catalogue)

    chat = Chatter.begins(stack, "resume", receipt=code)
    assert chat.answers() == {"ecology.uses": "Écrit dans le formulaire."}
    assert chat.messages()[-1]["kind"] == "menu"
    assert chat.says(choice="theme:ecology")[-1]["asked"] == "ecology.knowledge"
    said = "J’ai lu un rapport de l’Arcep sur la consommation des écrans et des réseaux."
    assert chat.says(text=said)[-1]["asked"] == "ecology.decision"
    page.goto(f"{stack.url}/form/ecology?lang=fr")
    expect(page.locator("#answer-2")).to_have_value(said)

    typed = Chatter.begins(stack, lang="fr")
    typed.says(text=f"mon code : {code}")
    assert set(typed.answers()) == {"ecology.uses", "ecology.knowledge"}
