"""The data: what is trained on and what is measured with are kept apart, and cover everything."""

from collections import Counter

import pytest
import yaml

from engine.plain_text import fold
from tests.stack import ROOT
from tests.understanding.examples import content_words, examples
from tests.understanding.texts import ANSWER, LANGUAGES, LOADER, texts_of

EXAMPLES_A_CONTROL = 40
ANSWERS_A_LANGUAGE = 300
HELD_OUT = {True: 1200, False: 600}
FROM_CONTENT = {"choose_theme", "ask_faq", "choose_profile"}


def test_no_example_stands_in_two_intents() -> None:
    intents: dict[str, set[str]] = {}
    from_content = {text for _, text in content_words()}
    for intent, text in examples():
        # of a wording that the content uses, nlu/ teaches nothing (engine/content_importer.py)
        if text not in from_content:
            intents.setdefault(text, set()).add(intent)
    assert {text: sorted(found) for text, found in intents.items() if len(found) > 1} == {}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_intent_has_enough_examples(lang: str) -> None:
    counts = {}
    for path in (ROOT / "nlu" / lang).glob("*.yml"):
        blocks = yaml.load(path.read_text(), LOADER)["nlu"]
        counts[path.stem] = sum(len(block["examples"].splitlines()) for block in blocks)
    intents = set(yaml.load((ROOT / "domain.yml").read_text(), LOADER)["intents"]) - FROM_CONTENT
    assert intents <= set(counts)
    assert counts.pop(ANSWER) >= ANSWERS_A_LANGUAGE
    assert {intent for intent, count in counts.items() if count < EXAMPLES_A_CONTROL} == set()


def test_the_held_out_set_is_as_large_as_is_said() -> None:
    counts = Counter(text.intent == ANSWER for text in texts_of("held_out"))
    assert all(counts[kind] >= size for kind, size in HELD_OUT.items())


def test_what_is_measured_is_neither_an_example_nor_what_the_thresholds_were_found_with() -> None:
    known = {text for _, text in examples()} | {fold(text.text) for text in texts_of("development")}
    assert [text.text for text in texts_of("held_out") if fold(text.text) in known] == []


@pytest.mark.parametrize("name", ["development", "held_out"])
def test_no_text_is_measured_twice(name: str) -> None:
    counts = Counter((fold(text.text), text.intent, text.about, text.lang) for text in texts_of(name))
    assert [said for said, times in counts.items() if times > 1] == []


@pytest.mark.parametrize("name", ["development", "held_out"])
@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_theme_question_and_topic_is_measured(name: str, lang: str) -> None:
    about = {text.about for text in texts_of(name) if text.lang == lang}
    themes = [yaml.load(path.read_text(), LOADER) for path in (ROOT / "content" / "themes").glob("*.yml")]
    topics = {entry["id"] for entry in yaml.load((ROOT / "content" / "faq.yml").read_text(), LOADER)}
    questions = {question["id"] for theme in themes for question in theme["questions"]}
    assert {theme["id"] for theme in themes} | topics | questions <= about
