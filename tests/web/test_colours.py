"""The page's and the chat's colours, light or dark, and on paper; axe sees to text, this to lines too (RGAA 3.3)."""

import pytest
from playwright.sync_api import Page, expect

from tests.stack import Stack

GROUNDS = {
    "html": ("--background", "--tint", "--error-tint", "--success-tint", "--warning-tint"),
    "consultation-chat": ("--background", "--tint"),
}
MARKS = ("--edge", "--action", "--focus", "--error", "--success")
TEXTS = ("--text", "--secondary", "--action", "--error", "--success")
COLOUR = """([of, name]) => {
    const drawn = document.createElement("canvas").getContext("2d");
    drawn.fillStyle = getComputedStyle(document.querySelector(of)).getPropertyValue(name);
    drawn.fillRect(0, 0, 1, 1);
    return [...drawn.getImageData(0, 0, 1, 1).data].slice(0, 3);
}"""


def contrast(page: Page, one: str, other: str, of: str = "html") -> float:
    """WCAG 2's ratio of two of the colours of the page, or of what it holds."""
    darker, lighter = sorted(luminance(page.evaluate(COLOUR, [of, name])) for name in (one, other))
    return (lighter + 0.05) / (darker + 0.05)


def luminance(colour: list[int]) -> float:
    parts = [part / 255 for part in colour]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("of", GROUNDS)
def test_text_and_marks_stand_out(desktop: Page, stack: Stack, of: str, scheme: str) -> None:
    desktop.emulate_media(color_scheme=scheme)
    desktop.goto(stack.url)
    expect(desktop.locator("consultation-chat[data-ready]")).to_be_attached()
    assert (luminance(desktop.evaluate(COLOUR, [of, "--background"])) < 0.5) == (scheme == "dark")
    for ground in GROUNDS[of]:
        assert min(contrast(desktop, name, ground, of) for name in TEXTS) >= 4.5
        assert min(contrast(desktop, name, ground, of) for name in MARKS) >= 3
    assert min(contrast(desktop, "--on-action", name, of) for name in ("--action", "--error")) >= 4.5


def test_who_asks_for_more_contrast_gets_no_grey(desktop: Page, stack: Stack) -> None:
    desktop.emulate_media(contrast="more")
    desktop.goto(stack.url)
    assert min(contrast(desktop, name, "--background") for name in ("--secondary", "--line", "--edge")) > 15


def test_on_paper_all_is_unfolded_in_black_on_white(desktop: Page, stack: Stack) -> None:
    desktop.emulate_media(media="print", color_scheme="dark")
    desktop.goto(stack.url)
    assert luminance(desktop.evaluate(COLOUR, ["html", "--background"])) == 1
    unfolded = desktop.locator(".card details > p:visible")  # an introduction and a motivation each
    assert unfolded.count() == 2 * desktop.locator(".card details").count()
