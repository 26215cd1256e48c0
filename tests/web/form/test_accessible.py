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
    assert not violations(desktop)
    answers.nth(1).fill("Un article sur les serveurs de musées.")
    save.click()
    expect(desktop.locator("blockquote")).to_have_count(2)
    assert not violations(desktop)
    for step in ("receipt", "leave"):
        desktop.goto(f"{stack.url}/contribution?lang={lang}")
        assert not violations(desktop)
        desktop.locator(f"form[action^='/contribution/{step}'] button").click()
        assert not violations(desktop)
