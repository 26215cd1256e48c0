"""One turn as the service hands it over: who, what was said or tapped, and the state it was said in."""

import uuid
from dataclasses import dataclass
from typing import Any

from engine.choices import Choice, read_choice

MODES = frozenset({"menu", "question", "probe", "provisional", "idea", "confirm", "profile"})
FORM_MODES = frozenset({"question", "probe", "provisional"})


class TurnRefused(Exception):
    """A turn that cannot be run: an HTTP status and a stable code, never the citizen's words."""

    def __init__(self, status: int, code: str) -> None:
        super().__init__(code)
        self.status = status
        self.code = code


@dataclass(frozen=True)
class State:
    """Where the conversation stands, as the database says."""

    mode: str
    lang: str
    theme: str | None = None
    question: str | None = None

    @property
    def form_active(self) -> bool:
        """The questionnaire is active exactly while a question is open."""
        return self.mode in FORM_MODES

    def as_dict(self) -> dict[str, str | None]:
        """The state as it came."""
        return {"mode": self.mode, "theme": self.theme, "question": self.question, "lang": self.lang}


@dataclass(frozen=True)
class Turn:
    """A turn: whose, which message, the state it was said in, and what was said or tapped."""

    conversation: str
    message: str
    state: State
    text: str | None = None
    choice: Choice | None = None

    def metadata(self) -> dict[str, Any]:
        """What the answer guard and the action find with the message."""
        return {
            "conversation": self.conversation,
            "message": self.message,
            "state": self.state.as_dict(),
            "mode": self.state.mode,
            "lang": self.state.lang,
        }


def read_turn(body: Any) -> Turn:
    """The turn of a request's body; raises TurnRefused (400)."""
    if not isinstance(body, dict):
        raise TurnRefused(400, "bad_body")
    text, choice = body.get("text"), body.get("choice")
    if (text is None) == (choice is None):
        raise TurnRefused(400, "bad_body")
    return Turn(
        conversation=_identifier(body.get("conversation")),
        message=_identifier(body.get("message")),
        state=_state(body.get("state")),
        text=None if text is None else _string(text),
        choice=None if choice is None else _choice(choice),
    )


def _state(given: Any) -> State:
    if not isinstance(given, dict) or str(given.get("mode")) not in MODES:
        raise TurnRefused(400, "bad_state")
    theme, question = given.get("theme"), given.get("question")
    return State(
        mode=_string(given["mode"]),
        lang=_string(given.get("lang")),
        theme=None if theme is None else _string(theme),
        question=None if question is None else _string(question),
    )


def _choice(given: Any) -> Choice:
    choice = read_choice(_string(given))
    if choice is None:
        raise TurnRefused(400, "bad_choice")
    return choice


def _identifier(given: Any) -> str:
    try:
        return str(uuid.UUID(_string(given)))
    except ValueError:
        raise TurnRefused(400, "bad_body") from None


def _string(given: Any) -> str:
    if not isinstance(given, str) or not given:
        raise TurnRefused(400, "bad_body")
    return given
