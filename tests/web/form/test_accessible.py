"""axe on each page that a person meets on the way through the form."""

import pytest
from playwright.sync_api import Page, expect

from tests.stack import Stack
from tests.web.axe import violations

TOO_LONG = "a" * 10_001


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("lang", ["fr", "en"])
def test_axe_finds_nothing_on_the_way(desktop: Page, stack: Stack, lang: str, scheme: str) -> None:
    desktop.emulate_media(color_scheme=scheme)
    desktop.goto(f"{stack.url}/form/ecology?lang={lang}")
    save, answers = desktop.locator(".save button"), desktop.locator("textarea")
    answers.nth(0).fill("Mon adresse est claude.martin@exemple.fr, écrivez-moi.")
    answers.nth(1).fill(TOO_LONG)
    save.click()
    expect(answers.nth(1)).to_have_attribute("aria-invalid", "true")
    assert not faults(desktop)
    answers.nth(1).fill("Un article sur les serveurs de musées.")
    save.click()
    expect(desktop.locator("blockquote")).to_have_count(2)
    assert not faults(desktop)
    for path in ("/contribution", "/contribution/withdraw", "/contribution/delete"):
        desktop.goto(f"{stack.url}{path}?lang={lang}")
        assert not faults(desktop)
    for step in ("receipt", "leave"):
        desktop.goto(f"{stack.url}/contribution?lang={lang}")
        desktop.locator(f"form[action^='/contribution/{step}'] button").click()
        assert not faults(desktop)
    desktop.locator("main form").evaluate("form => { form.sign.value = ''; form.submit(); }")
    expect(desktop.get_by_role("alert")).to_be_visible()
    assert not faults(desktop)


def faults(page: Page) -> list[str]:
    """What axe finds on the page as it is, wide and narrow."""
    wide = page.viewport_size
    assert wide is not None
    found = violations(page)
    page.set_viewport_size({"width": 320, "height": 640})
    found += violations(page)
    page.set_viewport_size(wide)
    return found
