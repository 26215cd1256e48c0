"""What the trained model makes of people's words: names from the content, answers first."""

import pytest
import yaml

from tests.engine.action_server import ActionServer
from tests.engine.conftest import Engine
from tests.stack import ROOT


def themes() -> list[tuple[str, str]]:
    """(id, a word people use) of each theme, in both languages."""
    read = [yaml.safe_load(path.read_text()) for path in sorted((ROOT / "content" / "themes").glob("*.yml"))]
    return [(theme["id"], words[0]) for theme in read for words in theme["words"].values()]


def named(actions: ActionServer, entity: str) -> list[str]:
    said = actions.calls[-1]["tracker"]["latest_message"]["entities"]
    return [each["value"] for each in said if each["entity"] == entity]


@pytest.mark.parametrize(("theme", "word"), themes())
def test_a_theme_is_opened_by_the_content_s_own_words(
    engine: Engine, actions: ActionServer, theme: str, word: str
) -> None:
    assert engine.taken_as(f"{word.upper()} !", "menu") == "choose_theme"
    assert named(actions, "theme") == [theme]


@pytest.mark.parametrize(("theme", "word"), themes())
def test_the_same_word_is_an_answer_while_a_question_is_open_asked_back_with_the_theme_it_may_mean(
    engine: Engine, actions: ActionServer, theme: str, word: str
) -> None:
    guard = engine.turn(text=word).json()["guard"]
    assert (guard["taken_as"], guard["unsure"], guard["first_guess"]) == ("open_answer", True, "choose_theme")
    assert named(actions, "theme") == [theme]


def test_a_frequent_question_is_recognised_with_a_question_open(engine: Engine, actions: ActionServer) -> None:
    for entry in yaml.safe_load((ROOT / "content" / "faq.yml").read_text()):
        asked = entry["asked"]["fr"][0]
        assert engine.taken_as(asked, "question") == "ask_faq", asked
        assert named(actions, "topic") == [entry["id"]]


def test_a_tap_is_never_in_doubt(engine: Engine) -> None:
    guard = engine.turn(choice="help").json()["guard"]
    assert (guard["unsure"], guard["doubtful"]) == (False, False)


@pytest.mark.parametrize(("said", "language"), [("english please", "en"), ("en français svp", "fr")])
def test_a_language_is_named_by_its_code(engine: Engine, actions: ActionServer, said: str, language: str) -> None:
    assert engine.taken_as(said, "menu") == "change_language"
    assert named(actions, "language") == [language]


@pytest.mark.parametrize("said", ["non", "oui", "jamais", "yes", "no"])
def test_one_word_is_an_answer_to_an_open_question(engine: Engine, said: str) -> None:
    guard = engine.turn(text=said).json()["guard"]
    assert (guard["taken_as"], guard["unsure"]) == ("open_answer", False)


def test_the_same_text_is_always_understood_alike(engine: Engine) -> None:
    said = "je passerais bien mon tour sur celle-là"
    assert len({engine.turn(text=said).text for _ in range(5)}) == 1
