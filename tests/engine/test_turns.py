"""Every intent, with a question open and without: one action call, the right one, over one connection."""

import json
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
import yaml

from engine.choices import CHOICES
from engine.turn import FORM_MODES, MODES
from tests.engine.action_server import ActionServer
from tests.engine.conftest import Engine
from tests.stack import ROOT


def rules() -> dict[str, str]:
    """Each control's action, as dialogue/rules.yml says."""
    written = yaml.safe_load((ROOT / "dialogue" / "rules.yml").read_text())["rules"]
    steps = [rule["steps"] for rule in written if "condition" not in rule]
    return {intent["intent"]: action["action"] for intent, action in steps}


def a_choice_for(name: str) -> str:
    _, entity = CHOICES[name]
    return f"{name}:7" if entity else name


@pytest.mark.parametrize("mode", sorted(MODES))
@pytest.mark.parametrize("name", sorted(CHOICES))
def test_a_tap_makes_one_call_to_the_action_of_its_intent(
    engine: Engine, actions: ActionServer, name: str, mode: str
) -> None:
    intent, entity = CHOICES[name]
    answer = engine.turn(mode=mode, choice=a_choice_for(name)).raise_for_status().json()
    assert (answer["intent"], answer["actions"]) == (intent, [rules()[intent]])
    assert actions.names == [rules()[intent]]
    heard = actions.calls[0]["tracker"]["latest_message"]["entities"]
    assert [(each["entity"], each["value"]) for each in heard] == ([(entity, "7")] if entity else [])


@pytest.mark.parametrize("mode", sorted(MODES))
@pytest.mark.parametrize("intent", sorted(set(rules()) - {"open_answer"}))
def test_a_control_said_in_words_makes_one_call_whatever_it_is_taken_for(
    engine: Engine, actions: ActionServer, intent: str, mode: str
) -> None:
    answer = engine.turn(mode=mode, text=first_example(intent)).raise_for_status().json()
    expected = "validate_questionnaire" if mode in FORM_MODES else "action_keep_remark"
    assert actions.names == [rules()[intent] if answer["intent"] == intent else expected]


@pytest.mark.parametrize("mode", sorted(MODES))
def test_an_answer_goes_to_the_form_exactly_while_a_question_is_open(
    engine: Engine, actions: ActionServer, mode: str
) -> None:
    said = "Je trouve que les bibliothèques devraient prêter davantage de livres le dimanche matin."
    assert engine.taken_as(said, mode) == "open_answer"
    assert actions.names == ["validate_questionnaire" if mode in FORM_MODES else "action_keep_remark"]


def test_the_action_finds_the_turn_and_what_the_guard_concluded(engine: Engine, actions: ActionServer) -> None:
    conversation = str(uuid4())
    answer = engine.turn(mode="probe", conversation=conversation, text="  Trop cher,\n vraiment.  ").json()
    said = actions.calls[0]["tracker"]["latest_message"]
    assert said["text"] == "  Trop cher,\n vraiment.  "
    assert said["guard"] == said["metadata"]["guard"] == answer["guard"]
    assert said["metadata"]["conversation"] == actions.calls[0]["sender_id"] == conversation
    state = {"mode": "probe", "theme": "a_theme", "question": "a_theme.first", "lang": "fr"}
    assert said["metadata"]["state"] == state


def test_turns_side_by_side_keep_their_own_state(engine: Engine, actions: ActionServer) -> None:
    modes = {str(uuid4()): ("question", "menu")[place % 2] for place in range(60)}
    with ThreadPoolExecutor(12) as people:
        said = people.map(lambda who: engine.turn(conversation=who, mode=modes[who], text=REMARK + who), modes)
        assert all(answer.is_success for answer in said)
    heard = {call["sender_id"]: call for call in actions.calls}
    assert len(actions.calls) == len(heard) == len(modes)
    for who, mode in modes.items():
        assert heard[who]["tracker"]["latest_message"]["metadata"]["mode"] == mode
        assert heard[who]["tracker"]["latest_message"]["text"] == REMARK + who
        assert heard[who]["next_action"] == EXPECTED[mode]


REMARK = "Les gens de mon quartier vont rarement au théâtre, et encore moins souvent à l’opéra, "
EXPECTED = {"question": "validate_questionnaire", "menu": "action_keep_remark"}


def test_the_three_hundredth_turn_sends_as_much_as_the_first(engine: Engine, actions: ActionServer) -> None:
    conversation = str(uuid4())
    for _ in range(300):
        engine.turn(conversation=conversation, text="une réponse comme une autre").raise_for_status()
    assert len({len(json.dumps(call)) for call in actions.calls}) == 1
    assert not any(call["tracker"]["events"] for call in actions.calls)


def test_the_action_server_is_called_over_connections_that_are_kept(engine: Engine, actions: ActionServer) -> None:
    actions.connections.clear()
    for _ in range(20):
        engine.turn(choice="skip").raise_for_status()
    assert len(actions.connections) == 1


def first_example(intent: str) -> str:
    """An example of an intent: of nlu/fr, or of the content for what comes from there."""
    return FROM_CONTENT[intent]() if intent in FROM_CONTENT else _example_in(ROOT / "nlu" / "fr" / f"{intent}.yml")


def _example_in(path: Path) -> str:
    examples: str = yaml.safe_load(path.read_text())["nlu"][0]["examples"]
    return next(line[2:] for line in examples.splitlines() if "[" not in line)


def _content(name: str) -> Any:
    return yaml.safe_load((ROOT / "content" / name).read_text())


FROM_CONTENT = {
    "choose_theme": lambda: _content("themes/ecology.yml")["words"]["fr"][0],
    "ask_faq": lambda: _content("faq.yml")[0]["asked"]["fr"][0],
    "choose_profile": lambda: _content("profiles.yml")[0]["words"]["fr"][0],
}
