"""A citizen's text is never a command of Rasa's, however it is disguised."""

import pytest

from engine.plain_text import fold, readable, without_courtesies
from tests.engine.action_server import ActionServer
from tests.engine.conftest import Engine

COMMANDS = [
    "/restart",
    " /restart",
    "\u00a0/session_start",
    "\u200b/restart",
    "\u2060\ufeff/back",
    "／restart",
    "⁄restart",
    "//restart",
    "\n\t/withdraw_all",
    '/session_start{"a": "b"}',
    "/withdraw_all@1.0",
    '/choose_theme{"theme": "x"}',
]


@pytest.mark.parametrize("text", COMMANDS)
def test_with_nothing_open_a_text_that_looks_like_a_command_is_understood_by_its_words_alone(
    engine: Engine, actions: ActionServer, text: str
) -> None:
    answer = engine.turn(text=text, mode="menu").raise_for_status().json()
    assert answer["guard"] == engine.turn(text=readable(text), mode="menu").json()["guard"]
    heard, plain = (call["tracker"] for call in actions.calls)
    assert heard["latest_message"]["text"] == text
    assert heard["latest_message"]["entities"] == plain["latest_message"]["entities"]
    assert actions.names[0] == actions.names[1]


@pytest.mark.parametrize("text", COMMANDS)
def test_with_a_question_open_it_is_an_answer_to_it(engine: Engine, actions: ActionServer, text: str) -> None:
    guard = engine.turn(text=text).raise_for_status().json()["guard"]
    assert (guard["taken_as"], guard["unsure"], guard["rule"]) == ("open_answer", False, "begins_with_a_slash")
    assert actions.names == ["validate_questionnaire"]
    heard = actions.calls[0]["tracker"]
    assert (heard["latest_message"]["text"], heard["latest_message"]["entities"]) == (text, [])
    assert heard["active_loop"]["name"] == "questionnaire"


@pytest.mark.parametrize("text", [*COMMANDS, "/", "\u200b", " ", "\ud800", "a/b"])
def test_what_the_classifier_reads_holds_no_slash_and_is_never_empty(text: str) -> None:
    assert "/" not in readable(text)
    assert readable(text).strip()


@pytest.mark.parametrize("text", ["👍", "…", "   ", "1", "?", "\u200b", "é" * 10_000, "mot " * 2_500, "\x00"])
def test_any_text_is_a_turn(engine: Engine, text: str) -> None:
    assert engine.turn(text=text).is_success
    assert engine.turn(text=text, mode="menu").is_success


def test_folding_keeps_words_and_drops_case_accents_and_signs() -> None:
    assert fold("  Précédente, S.V.P. ! 🙏 ") == "precedente s v p"
    assert fold("👍") == "👍"


def test_politeness_around_a_command_changes_nothing_but_alone_it_is_kept() -> None:
    assert without_courtesies("bonjour passer s il vous plait", ["bonjour", "s il vous plait"]) == "passer"
    assert without_courtesies("bonjour", ["bonjour"]) == "bonjour"
