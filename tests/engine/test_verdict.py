"""The guard's rules: what a message is taken as, by what is open."""

import pytest

from engine.verdict import ASKING, OPEN, Reading, Thresholds, judge

CLOSED = {"menu", "confirm", "profile"}
LIMITS = Thresholds(names=frozenset({"choose_theme"}))


def reading(mode: str, guess: str = "open_answer", confidence: float = 0.9, words: int = 2, **more: object) -> Reading:
    return Reading(mode=mode, guess=guess, confidence=confidence, words=words, **more)  # type: ignore[arg-type]


def taken(read: Reading) -> tuple[str, bool]:
    verdict = judge(read, LIMITS)
    return verdict.taken_as, verdict.unsure


@pytest.mark.parametrize("mode", sorted(OPEN | CLOSED))
def test_an_exact_command_is_a_command_everywhere(mode: str) -> None:
    assert taken(reading(mode, "open_answer", exact="skip_question")) == ("skip_question", False)


@pytest.mark.parametrize("mode", sorted(OPEN))
def test_a_short_confident_control_is_a_command_and_a_long_one_is_not(mode: str) -> None:
    assert taken(reading(mode, "skip_question", 0.85, words=8)) == ("skip_question", False)
    assert taken(reading(mode, "skip_question", 0.85, words=9))[0] == "open_answer"


@pytest.mark.parametrize("mode", sorted(ASKING))
def test_between_the_thresholds_a_short_text_is_kept_as_unsure(mode: str) -> None:
    assert taken(reading(mode, "skip_question", 0.79)) == ("open_answer", True)
    assert taken(reading(mode, "skip_question", 0.44)) == ("open_answer", False)


def test_a_longer_text_is_unsure_only_when_the_guess_is_sure() -> None:
    assert taken(reading("question", "skip_question", 0.85, words=14)) == ("open_answer", True)
    assert taken(reading("question", "skip_question", 0.79, words=14)) == ("open_answer", False)
    assert taken(reading("question", "skip_question", 0.99, words=15)) == ("open_answer", False)


@pytest.mark.parametrize("mode", ["question", "probe"])
@pytest.mark.parametrize("said", ["affirm", "deny"])
def test_yes_and_no_are_sure_answers_while_a_question_is_open(mode: str, said: str) -> None:
    assert taken(reading(mode, said, 0.99, exact=said)) == ("open_answer", False)


@pytest.mark.parametrize("mode", ["provisional", "idea", "menu", "confirm", "profile"])
@pytest.mark.parametrize("said", ["affirm", "deny"])
def test_yes_and_no_are_heard_where_they_are_offered(mode: str, said: str) -> None:
    assert taken(reading(mode, said, 0.99, exact=said)) == (said, False)


@pytest.mark.parametrize("mode", sorted(CLOSED))
def test_with_nothing_open_a_confident_control_wins_and_the_rest_is_a_remark(mode: str) -> None:
    assert taken(reading(mode, "show_recap", 0.4, words=30)) == ("show_recap", False)
    assert taken(reading(mode, "show_recap", 0.39)) == ("open_answer", False)


@pytest.mark.parametrize("mode", sorted(OPEN))
def test_a_theme_s_name_alone_is_an_answer_while_something_is_open(mode: str) -> None:
    named = reading(mode, "choose_theme", 0.95, exact="choose_theme", bare_name=True)
    assert taken(named) == ("open_answer", False)
    assert taken(reading("menu", "choose_theme", 0.3, exact="choose_theme", bare_name=True))[0] == "choose_theme"


def test_a_theme_asked_for_in_other_words_is_unsure_while_a_question_is_open() -> None:
    assert taken(reading("question", "choose_theme", 0.95)) == ("open_answer", True)


def test_what_is_known_as_an_answer_is_one_whatever_the_guess() -> None:
    assert taken(reading("question", "skip_question", 0.99, known_answer=True)) == ("open_answer", False)


def test_a_profile_is_heard_only_when_it_is_asked() -> None:
    assert taken(reading("question", "choose_profile", 0.99, exact="choose_profile"))[0] == "open_answer"
    assert taken(reading("profile", "choose_profile", 0.5))[0] == "choose_profile"
