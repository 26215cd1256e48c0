"""Answers first: what a message is taken as, given what is open. Pure rules, tried in order; the first that applies."""

from collections.abc import Callable
from dataclasses import dataclass

ANSWER = "open_answer"
ASKING = frozenset({"question", "probe", "provisional"})
OPEN = ASKING | {"idea"}
YES_NO = frozenset({"affirm", "deny"})

# intents that are heard only in some modes: elsewhere the same words are what a citizen has to say
HEARD_ONLY_IN: dict[str, frozenset[str]] = {
    "affirm": frozenset({"provisional", "idea", "menu", "confirm", "profile"}),
    "deny": frozenset({"provisional", "idea", "menu", "confirm", "profile"}),
    "choose_profile": frozenset({"profile"}),
    "was_meant_as_reply": OPEN | {"menu", "profile", "confirm"},
}


@dataclass(frozen=True)
class Thresholds:
    """Where the guard stands; the values in use are in config.yml."""

    short_words: int = 8
    unsure_words: int = 14
    sure: float = 0.8
    unsure: float = 0.45
    nothing_open: float = 0.4
    # intents whose examples are names rather than requests: with a question open only the exact phrase is a command
    names: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Reading:
    """What is known of one message: `exact` is the control whose example it repeats, if any."""

    mode: str
    guess: str
    confidence: float
    words: int
    exact: str | None = None
    bare_name: bool = False
    known_answer: bool = False


@dataclass(frozen=True)
class Verdict:
    """What the message is taken as, by which rule; `unsure` keeps the answer provisional."""

    taken_as: str
    rule: str
    unsure: bool = False


def judge(reading: Reading, thresholds: Thresholds) -> Verdict:
    """The verdict of the first rule that applies; without one the message is an answer."""
    for name, applies, verdict in RULES:
        if applies(reading, thresholds):
            return verdict(reading, name)
    return Verdict(taken_as=ANSWER, rule="answers_first")


def _heard(reading: Reading, intent: str | None) -> bool:
    return intent is not None and reading.mode in HEARD_ONLY_IN.get(intent, {reading.mode})


def _open(reading: Reading) -> bool:
    return reading.mode in OPEN


def _exact_command(reading: Reading, _: Thresholds) -> bool:
    return _heard(reading, reading.exact)


def _no_control_guessed(reading: Reading, _: Thresholds) -> bool:
    return reading.guess == ANSWER or not _heard(reading, reading.guess)


def _said_as_an_answer(reading: Reading, _: Thresholds) -> bool:
    return _open(reading) and (reading.known_answer or reading.bare_name)


def _nothing_open_and_confident(reading: Reading, thresholds: Thresholds) -> bool:
    return not _open(reading) and reading.confidence >= thresholds.nothing_open


def _short_and_sure(reading: Reading, thresholds: Thresholds) -> bool:
    return (
        _open(reading)
        and reading.words <= thresholds.short_words
        and reading.confidence >= thresholds.sure
        and reading.guess not in thresholds.names
    )


def _short_and_doubtful(reading: Reading, thresholds: Thresholds) -> bool:
    return (
        reading.mode in ASKING
        and reading.words <= thresholds.short_words
        and reading.confidence >= thresholds.unsure
        and reading.guess not in YES_NO
    )


def _long_and_sure(reading: Reading, thresholds: Thresholds) -> bool:
    return (
        reading.mode in ASKING
        and reading.words <= thresholds.unsure_words
        and reading.confidence >= thresholds.sure
        and reading.guess not in YES_NO
    )


def _as_exact(reading: Reading, rule: str) -> Verdict:
    return Verdict(taken_as=reading.exact or ANSWER, rule=rule)


def _as_guessed(reading: Reading, rule: str) -> Verdict:
    return Verdict(taken_as=reading.guess, rule=rule)


def _as_answer(_: Reading, rule: str) -> Verdict:
    return Verdict(taken_as=ANSWER, rule=rule)


def _as_doubtful_answer(_: Reading, rule: str) -> Verdict:
    return Verdict(taken_as=ANSWER, rule=rule, unsure=True)


Rule = tuple[str, Callable[[Reading, Thresholds], bool], Callable[[Reading, str], Verdict]]
RULES: tuple[Rule, ...] = (
    ("said_as_an_answer", _said_as_an_answer, _as_answer),
    ("exact_command", _exact_command, _as_exact),
    ("no_control_guessed", _no_control_guessed, _as_answer),
    ("nothing_open_and_confident", _nothing_open_and_confident, _as_guessed),
    ("short_and_sure", _short_and_sure, _as_guessed),
    ("short_and_doubtful", _short_and_doubtful, _as_doubtful_answer),
    ("long_and_sure", _long_and_sure, _as_doubtful_answer),
)
