"""axe finds what is wrong, in open shadow roots too: or else finding nothing would mean nothing."""

from playwright.sync_api import Page

from tests.web.axe import violations

FAULTY = """<html lang="fr"><title>Page</title><main><h1>Page</h1>
<p style="color: #999; background: #fff">Peu lisible</p>
<button style="width: 12px; height: 12px; padding: 0" aria-label="Un"></button
><button style="width: 12px; height: 12px; padding: 0" aria-label="Deux"></button>
<consultation-chat></consultation-chat></main>"""
SHADOW = """document.querySelector("consultation-chat").attachShadow({ mode: "open" }).innerHTML = `<input>
    <i style="animation: turn 1s infinite"></i><style>@keyframes turn { to { rotate: 1turn } }</style>`"""


def test_faults_are_found_wherever_they_are(desktop: Page) -> None:
    desktop.set_content(FAULTY)
    desktop.evaluate(SHADOW)
    found = {tuple(line.split(": ")[:2]) for line in violations(desktop)}
    assert {rule for rule, _ in found} == {"color-contrast", "target-size", "label"}
    assert ("label", "consultation-chat >>> input") in found


def test_a_part_is_looked_at_alone_or_left_out(desktop: Page) -> None:
    desktop.set_content(FAULTY)
    assert {line.split(": ")[0] for line in violations(desktop, include="p")} == {"color-contrast"}
    assert {line.split(": ")[0] for line in violations(desktop, exclude=["p"])} == {"target-size"}
