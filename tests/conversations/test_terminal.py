"""`consultation talk`: the consultation in a terminal, choices as numbers."""

import re
import subprocess
import sys

from bot.catalogue import Catalogue
from tests.stack import ROOT, Stack


def talked(stack: Stack, *lines: str) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "bot.cli", "talk"],
        cwd=ROOT,
        env=stack.environment(),
        input="".join(f"{line}\n" for line in lines),
        capture_output=True,
        text=True,
        timeout=120,
    )
    return done.stdout + done.stderr


def test_a_theme_is_chosen_by_number_and_answered_in_words(stack: Stack, catalogue: Catalogue) -> None:
    first, second = catalogue.themes[0].questions[:2]
    said = talked(stack, "1", "Je peins sur tablette, et je suis des artistes en ligne.", "x" * 10_001, "3")
    assert first.question["fr"] in said
    assert second.question["fr"] in said
    assert catalogue.phrasebooks["fr"].say("errors.text_too_long") in said
    assert said.count(first.question["fr"]) == 2, "the third choice goes back"


def test_a_receipt_is_shown_in_the_terminal(stack: Stack) -> None:
    said = talked(stack, "je voudrais parler du métavers", "Un monde en trois dimensions où se promener.", "1")
    assert re.search(r" [3-9A-Y]{5}(-[3-9A-Y]{5}){3}\n", said)


def test_without_a_service_one_sentence_says_so(stack: Stack, catalogue: Catalogue) -> None:
    absent = Stack(stack.folder / "absent")
    said = talked(absent)
    assert said.strip() == catalogue.phrasebooks["fr"].say("talk.no_service", address=absent.url)
