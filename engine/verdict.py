"""Answers first: what a message is taken as, given what is open. Pure rules, tried in order; the first that applies."""

from collections.abc import Callable
from dataclasses import dataclass

from engine.thresholds import Thresholds

ANSWER = "open_answer"
NUMBER = "pick_number"
THEME = "choose_theme"
FAQ = "ask_faq"
ASKING = frozenset({"question", "probe", "provisional"})
OPEN = ASKING | {"idea"}
LISTED = frozenset({"menu", "confirm", "profile"})
THEMES_ASKED_IN = "menu"
YES_NO_ASKED = LISTED | {"provisional", "idea"}

# intents that are heard only in some modes: elsewhere the same words are what a citizen has to say
HEARD_ONLY_IN: dict[str, frozenset[str]] = {
    "affirm": YES_NO_ASKED,
    "deny": YES_NO_ASKED,
    "choose_profile": frozenset({"profile"}),
    NUMBER: LISTED,
}
YES_NO = frozenset({"affirm", "deny"})


def heard(intent: str | None, mode: str) -> bool:
    """Whether a control exists in this mode."""
    return intent is not None and mode in HEARD_ONLY_IN.get(intent, {mode})


@dataclass(frozen=True)
class Reading:
    """What is known of one message.

    `guess`: the likeliest control heard in this mode; `chance`: that the text is any control; `share`: of the guess
    among all controls; `exact`: the control whose example it repeats; `bare_name`: it is a name and nothing else, of a
    theme, a language, a profile; `elsewhere`: and not of the theme or language of the moment; `theme_named`: how surely
    it names one theme (looked for at the menu alone); `theme_share`: how near a request for one comes to the likeliest
    other control; `theme_worded`: it is made of one theme's own words, and asks nothing about them.
    """

    mode: str
    guess: str
    chance: float
    words: int
    share: float = 1.0
    exact: str | None = None
    bare_name: bool = False
    elsewhere: bool = False
    known_answer: bool = False
    theme_named: float = 0.0
    theme_share: float = 0.0
    theme_worded: bool = False
    slashed: bool = False


@dataclass(frozen=True)
class Verdict:
    """What the message is taken as, by which rule.

    `unsure`: the answer is provisional, and its author is asked; `doubtful`: it is taken, and one tap undoes it.
    """

    taken_as: str
    rule: str
    unsure: bool = False
    doubtful: bool = False


def judge(reading: Reading, thresholds: Thresholds) -> Verdict:
    """The verdict of the first rule that applies; without one the message is an answer."""
    for name, applies, verdict in RULES:
        if applies(reading, thresholds):
            return verdict(reading, name)
    return Verdict(taken_as=ANSWER, rule="answers_first")


def _open(reading: Reading) -> bool:
    return reading.mode in OPEN


def _slashed(reading: Reading, _: Thresholds) -> bool:
    return _open(reading) and reading.slashed


def _named_elsewhere(reading: Reading, _: Thresholds) -> bool:
    named = reading.bare_name and heard(reading.exact, reading.mode)
    return reading.mode in ASKING and named and reading.elsewhere


def _said_as_an_answer(reading: Reading, _: Thresholds) -> bool:
    not_heard_here = reading.exact is not None and not heard(reading.exact, reading.mode)
    return not_heard_here or (_open(reading) and (reading.known_answer or reading.bare_name))


def _theme_worded(reading: Reading, _: Thresholds) -> bool:
    """Where people are asked for a theme, its words alone choose it, though they may elsewhere ask what they mean."""
    return reading.mode == THEMES_ASKED_IN and reading.theme_worded and reading.exact == FAQ


def _exact_command(reading: Reading, _: Thresholds) -> bool:
    return heard(reading.exact, reading.mode)


def _profile_asked(reading: Reading, thresholds: Thresholds) -> bool:
    """Who says what they are says it in whole sentences, as one says an answer: what it most looks like decides."""
    asked = reading.mode == "profile" and reading.guess == "choose_profile"
    return asked and reading.share >= thresholds.asked_for and reading.words <= thresholds.most_words


def _yes_or_no_asked(reading: Reading, thresholds: Thresholds) -> bool:
    asked = reading.mode in YES_NO_ASKED and reading.guess in YES_NO
    return asked and reading.share >= thresholds.asked_for and reading.chance >= thresholds.yes_no


def _theme_asked(reading: Reading, thresholds: Thresholds) -> bool:
    """At the menu people are asked for a theme: who names one and asks for something wants it."""
    told = reading.words <= thresholds.most_words and reading.chance >= thresholds.nothing_open
    return told and _names_a_theme(reading, thresholds)


def _theme_named(reading: Reading, thresholds: Thresholds) -> bool:
    """Even if it hardly sounds like a request, in few words."""
    told = reading.words <= thresholds.theme_words and reading.chance >= thresholds.theme_chance
    return told and _names_a_theme(reading, thresholds)


def _names_a_theme(reading: Reading, thresholds: Thresholds) -> bool:
    named = reading.theme_named >= thresholds.theme_named and reading.theme_share >= thresholds.theme_share
    return reading.mode == THEMES_ASKED_IN and named


def _surely_asked(reading: Reading, thresholds: Thresholds) -> bool:
    return not _open(reading) and reading.chance >= thresholds.needed(reading.guess, reading.words)


def _nothing_open(reading: Reading, thresholds: Thresholds) -> bool:
    needed = thresholds.needed_with_nothing_open(reading.guess, reading.mode)
    return not _open(reading) and reading.chance >= needed


def _surely_a_control(reading: Reading, thresholds: Thresholds) -> bool:
    told = 1 < reading.words <= thresholds.most_words
    return _open(reading) and told and reading.chance >= thresholds.needed(reading.guess, reading.words)


def _perhaps_a_control(reading: Reading, thresholds: Thresholds) -> bool:
    return reading.mode in ASKING and reading.chance >= thresholds.unsure


def _a_little_like_a_control(reading: Reading, thresholds: Thresholds) -> bool:
    return reading.chance >= thresholds.doubtful


def _as_exact(reading: Reading, rule: str) -> Verdict:
    return Verdict(taken_as=reading.exact or ANSWER, rule=rule)


def _as_guessed(reading: Reading, rule: str) -> Verdict:
    return Verdict(taken_as=reading.guess, rule=rule)


def _as_perhaps_guessed(reading: Reading, rule: str) -> Verdict:
    return Verdict(taken_as=reading.guess, rule=rule, doubtful=True)


def _as_theme(_: Reading, rule: str) -> Verdict:
    return Verdict(taken_as=THEME, rule=rule)


def _as_doubtful_theme(_: Reading, rule: str) -> Verdict:
    return Verdict(taken_as=THEME, rule=rule, doubtful=True)


def _as_answer(_: Reading, rule: str) -> Verdict:
    return Verdict(taken_as=ANSWER, rule=rule)


def _as_unsure_answer(_: Reading, rule: str) -> Verdict:
    return Verdict(taken_as=ANSWER, rule=rule, unsure=True)


def _as_doubtful_answer(_: Reading, rule: str) -> Verdict:
    return Verdict(taken_as=ANSWER, rule=rule, doubtful=True)


Rule = tuple[str, Callable[[Reading, Thresholds], bool], Callable[[Reading, str], Verdict]]
RULES: tuple[Rule, ...] = (
    ("begins_with_a_slash", _slashed, _as_answer),
    ("named_elsewhere", _named_elsewhere, _as_unsure_answer),
    ("said_as_an_answer", _said_as_an_answer, _as_answer),
    ("theme_worded", _theme_worded, _as_theme),
    ("exact_command", _exact_command, _as_exact),
    ("profile_asked", _profile_asked, _as_guessed),
    ("yes_or_no_asked", _yes_or_no_asked, _as_guessed),
    ("theme_asked", _theme_asked, _as_theme),
    ("theme_named", _theme_named, _as_doubtful_theme),
    ("surely_asked", _surely_asked, _as_guessed),
    ("nothing_open", _nothing_open, _as_perhaps_guessed),
    ("surely_a_control", _surely_a_control, _as_guessed),
    ("perhaps_a_control", _perhaps_a_control, _as_unsure_answer),
    ("a_little_like_a_control", _a_little_like_a_control, _as_doubtful_answer),
)
