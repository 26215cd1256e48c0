"""What goes wrong is an HTTP error with a code; nothing a citizen wrote is printed."""

from pathlib import Path
from uuid import uuid4

import httpx
import pytest

from bot.processes.engine import model_of
from tests.engine.action_server import FAILURES, ActionServer
from tests.engine.conftest import Engine, settings_for, started

MARK = "zanzibarismes"


@pytest.mark.parametrize("mode", ["question", "menu"])
@pytest.mark.parametrize("failure", sorted(FAILURES))
def test_an_action_that_fails_is_a_turn_that_fails_and_its_text_is_not_logged(
    engine: Engine, actions: ActionServer, failure: str, mode: str
) -> None:
    actions.failure = failure
    answer = engine.turn(mode=mode, text=f"mes {MARK} préférés sont au musée")
    assert (answer.status_code, answer.json()) == (500, {"code": "action_failed"})
    assert len(actions.calls) == 1
    assert MARK not in engine.output.read_text()
    actions.failure = None
    assert engine.turn(mode=mode, text=f"mes {MARK} préférés sont au musée").is_success


def test_an_absent_action_server_is_a_turn_that_fails(model: Path, tmp_path: Path) -> None:
    nobody = settings_for(model, actions_url="http://127.0.0.1:1/actions")
    with started(nobody, tmp_path / "output", "--debug") as engine:
        answer = engine.turn(text=f"mes {MARK} préférés")
        assert (answer.status_code, answer.json()) == (500, {"code": "action_failed"})
        assert MARK not in engine.output.read_text()


@pytest.mark.parametrize("given", [None, "Bearer", "Bearer wrong", "Basic eA==", "Bearer é"])
def test_without_the_secret_no_turn_is_run(engine: Engine, actions: ActionServer, given: str | None) -> None:
    headers = {} if given is None else {"Authorization": given.encode()}
    answer = httpx.post(f"{engine.url}/webhooks/turn/", json={}, headers=headers)
    assert (answer.status_code, answer.json()) == (401, {"code": "unauthorised"})
    assert not actions.calls


GOOD = {
    "conversation": str(uuid4()),
    "message": str(uuid4()),
    "text": MARK,
    "state": {"mode": "question", "theme": None, "question": None, "lang": "fr"},
}
BAD = {
    "no conversation": ({"conversation": None}, "bad_body"),
    "a conversation that is no uuid": ({"conversation": "x" * 36}, "bad_body"),
    "no text and no choice": ({"text": None}, "bad_body"),
    "an empty text": ({"text": ""}, "bad_body"),
    "both": ({"choice": "skip"}, "bad_body"),
    "a text that is no text": ({"text": {"a": 1}}, "bad_body"),
    "an unknown choice": ({"text": None, "choice": "restart"}, "bad_choice"),
    "a choice without its value": ({"text": None, "choice": "theme:"}, "bad_choice"),
    "a value too many": ({"text": None, "choice": "skip:1"}, "bad_choice"),
    "no state": ({"state": None}, "bad_state"),
    "an unknown mode": ({"state": {"mode": "dance", "lang": "fr"}}, "bad_state"),
    "a mode that is a list": ({"state": {"mode": [], "lang": "fr"}}, "bad_state"),
}


@pytest.mark.parametrize("fault", sorted(BAD))
def test_a_body_that_is_not_a_turn_is_refused_with_a_code(engine: Engine, actions: ActionServer, fault: str) -> None:
    change, code = BAD[fault]
    assert engine.http.post("/webhooks/turn/", json=GOOD).is_success
    answer = engine.http.post("/webhooks/turn/", json={**GOOD, **change})
    assert (answer.status_code, answer.json()) == (400, {"code": code})
    assert len(actions.calls) == 1


@pytest.mark.parametrize("body", [b"", b"[]", b"null", b'{"text": ', b"\xff\xfe", MARK.encode()])
def test_what_is_not_json_is_refused_with_a_code_and_not_logged(engine: Engine, body: bytes) -> None:
    answer = engine.http.post("/webhooks/turn/", content=body)
    assert (answer.status_code, answer.json()) == (400, {"code": "bad_body"})
    assert MARK not in engine.output.read_text()


def test_readiness_needs_no_secret_and_says_nothing(engine: Engine) -> None:
    answer = httpx.get(f"{engine.url}/webhooks/turn/ready")
    assert (answer.status_code, answer.content) == (200, b"")


def test_with_a_model_that_cannot_be_loaded_it_is_not_ready_and_takes_no_turn(tmp_path: Path) -> None:
    nothing = settings_for(tmp_path, actions_url="http://127.0.0.1:1/actions")
    model_of(nothing).write_bytes(b"not a model")
    with started(nothing, tmp_path / "output", ready=503) as engine:
        answer = engine.turn(text="bonjour")
        assert (answer.status_code, answer.json()) == (503, {"code": "no_model"})
