"""The guard's rules: what a message is taken as, by what is open."""

import pytest

from engine.thresholds import ERASING, SIDE_QUESTIONS, Thresholds
from engine.verdict import ASKING, LISTED, OPEN, Reading, judge

LIMITS = Thresholds(names=frozenset({"choose_theme", "change_language"}))


def reading(mode: str, guess: str = "skip_question", chance: float = 0.99, words: int = 2, **more: object) -> Reading:
    return Reading(mode=mode, guess=guess, chance=chance, words=words, **more)  # type: ignore[arg-type]


def taken(read: Reading) -> tuple[str, str]:
    """What the message is taken as, and how surely an answer is one."""
    verdict = judge(read, LIMITS)
    return verdict.taken_as, "unsure" if verdict.unsure else "doubtful" if verdict.doubtful else "sure"


@pytest.mark.parametrize("mode", sorted(OPEN | LISTED))
def test_an_exact_command_is_a_command_everywhere(mode: str) -> None:
    assert taken(reading(mode, "go_back", 0.0, words=1, exact="skip_question")) == ("skip_question", "sure")


@pytest.mark.parametrize("mode", sorted(OPEN))
def test_a_short_sure_control_is_a_command_and_a_long_one_must_be_surer(mode: str) -> None:
    assert taken(reading(mode, chance=0.98, words=12))[0] == "skip_question"
    assert taken(reading(mode, chance=0.98, words=13))[0] == "open_answer"
    assert taken(reading(mode, chance=0.99, words=13))[0] == "skip_question"
    assert taken(reading(mode, chance=1.0, words=26))[0] == "open_answer"


@pytest.mark.parametrize("mode", sorted(OPEN))
def test_one_word_is_a_command_only_if_it_is_an_example(mode: str) -> None:
    assert taken(reading(mode, chance=1.0, words=1))[0] == "open_answer"


@pytest.mark.parametrize("mode", sorted(OPEN))
@pytest.mark.parametrize("intent", sorted(SIDE_QUESTIONS))
def test_a_side_question_which_changes_nothing_needs_less(mode: str, intent: str) -> None:
    assert taken(reading(mode, intent, 0.975))[0] == intent
    assert taken(reading(mode, intent, 0.97))[0] == "open_answer"


@pytest.mark.parametrize("mode", sorted(ASKING))
def test_between_the_thresholds_an_answer_is_unsure_then_doubtful_then_sure(mode: str) -> None:
    assert taken(reading(mode, chance=0.97)) == ("open_answer", "unsure")
    assert taken(reading(mode, chance=0.62, words=30)) == ("open_answer", "unsure")
    assert taken(reading(mode, chance=0.61)) == ("open_answer", "doubtful")
    assert taken(reading(mode, chance=0.21)) == ("open_answer", "sure")


def test_a_further_idea_is_never_asked_back() -> None:
    assert taken(reading("idea", chance=0.9)) == ("open_answer", "doubtful")


@pytest.mark.parametrize("mode", ["question", "probe"])
@pytest.mark.parametrize("said", ["affirm", "deny", "pick_number", "choose_profile"])
def test_yes_no_a_number_and_a_profile_are_answers_while_a_question_is_open(mode: str, said: str) -> None:
    assert taken(reading(mode, "skip_question", 0.01, exact=said)) == ("open_answer", "sure")


@pytest.mark.parametrize("mode", ["provisional", "idea", *sorted(LISTED)])
@pytest.mark.parametrize("said", ["affirm", "deny"])
def test_yes_and_no_are_heard_where_they_are_offered(mode: str, said: str) -> None:
    assert taken(reading(mode, "go_back", 0.0, exact=said)) == (said, "sure")
    assert taken(reading(mode, said, 0.8, share=0.5))[0] == said
    assert taken(reading(mode, said, 0.49, share=0.5))[0] == "open_answer"


@pytest.mark.parametrize("mode", sorted(LISTED))
def test_a_number_is_heard_where_a_list_is_shown(mode: str) -> None:
    assert taken(reading(mode, "go_back", 0.0, words=1, exact="pick_number")) == ("pick_number", "sure")
    assert taken(reading("provisional", "go_back", 0.0, words=1, exact="pick_number"))[0] == "open_answer"


@pytest.mark.parametrize("mode", sorted(LISTED))
def test_with_nothing_open_a_likely_control_wins_and_the_rest_is_a_remark(mode: str) -> None:
    assert taken(reading(mode, "show_recap", 0.98)) == ("show_recap", "sure")
    assert taken(reading(mode, "show_recap", 0.7, words=30)) == ("show_recap", "doubtful")
    assert taken(reading(mode, "show_recap", 0.69)) == ("open_answer", "doubtful")


@pytest.mark.parametrize("named", ["choose_theme", "change_language"])
def test_a_name_is_likely_to_be_a_request_at_the_menu(named: str) -> None:
    assert taken(reading("menu", named, 0.25)) == (named, "doubtful")
    assert taken(reading("confirm", named, 0.25))[0] == "open_answer"


def test_at_the_menu_a_short_text_that_names_a_theme_opens_it() -> None:
    named = {"theme_named": 0.85, "theme_share": 0.2}
    assert taken(reading("menu", "show_recap", 0.05, words=12, **named)) == ("choose_theme", "doubtful")
    assert taken(reading("menu", "show_recap", 0.69, words=12, **named)) == ("choose_theme", "doubtful")
    assert taken(reading("menu", "show_recap", 0.7, words=25, **named)) == ("choose_theme", "sure")
    assert taken(reading("menu", "show_recap", 0.7, words=26, **named)) == ("show_recap", "doubtful")
    assert taken(reading("menu", "show_recap", 0.05, words=13, **named))[0] == "open_answer"
    assert taken(reading("menu", "show_recap", 0.04, **named))[0] == "open_answer"


@pytest.mark.parametrize(
    "less", [{"theme_named": 0.84, "theme_share": 0.2}, {"theme_named": 0.85, "theme_share": 0.19}]
)
def test_a_theme_that_is_hardly_named_or_hardly_asked_for_is_not_opened(less: dict[str, float]) -> None:
    assert taken(reading("menu", "show_recap", 0.4, **less))[0] == "open_answer"


@pytest.mark.parametrize("mode", sorted((OPEN | LISTED) - {"menu"}))
def test_a_theme_that_is_only_named_is_opened_nowhere_but_at_the_menu(mode: str) -> None:
    assert taken(reading(mode, "choose_theme", 0.05, theme_named=1.0, theme_share=1.0))[0] == "open_answer"


@pytest.mark.parametrize("mode", sorted(LISTED))
@pytest.mark.parametrize("intent", sorted(ERASING))
def test_nothing_is_erased_on_a_guess(mode: str, intent: str) -> None:
    assert taken(reading(mode, intent, 0.79))[0] == "open_answer"
    assert taken(reading(mode, intent, 0.8))[0] == intent


@pytest.mark.parametrize("mode", sorted(ASKING))
@pytest.mark.parametrize("intent", ["choose_theme", "change_language"])
def test_a_bare_name_is_an_answer_unless_it_names_something_else_than_what_is_open(mode: str, intent: str) -> None:
    here = reading(mode, intent, 1.0, exact=intent, bare_name=True)
    elsewhere = reading(mode, intent, 1.0, exact=intent, bare_name=True, elsewhere=True)
    assert (taken(here), taken(elsewhere)) == (("open_answer", "sure"), ("open_answer", "unsure"))
    assert taken(reading("menu", intent, 0.0, exact=intent, bare_name=True, elsewhere=True))[0] == intent


@pytest.mark.parametrize("mode", sorted((OPEN | LISTED) - {"profile"}))
def test_who_one_is_is_an_answer_or_a_remark_where_nobody_asked(mode: str) -> None:
    said = reading(mode, "take_break", 0.9, exact="choose_profile", bare_name=True, elsewhere=True)
    assert taken(said) == ("open_answer", "sure")


def test_what_is_known_as_an_answer_is_one_whatever_the_guess() -> None:
    assert taken(reading("question", known_answer=True)) == ("open_answer", "sure")


def test_a_profile_is_heard_only_when_it_is_asked_and_then_by_what_it_most_looks_like() -> None:
    assert taken(reading("profile", "choose_profile", 0.01, share=0.5)) == ("choose_profile", "sure")
    assert taken(reading("profile", "choose_profile", 0.01, share=0.49))[0] == "open_answer"


def test_at_the_menu_a_theme_s_own_words_choose_it_though_they_are_also_a_frequent_question() -> None:
    worded = reading("menu", "ask_faq", exact="ask_faq", theme_worded=True)
    assert taken(worded) == ("choose_theme", "sure")
    assert taken(reading("menu", "ask_faq", exact="ask_faq")) == ("ask_faq", "sure")
    assert taken(reading("menu", "show_themes", exact="show_themes", theme_worded=True)) == ("show_themes", "sure")
    assert taken(reading("question", "ask_faq", exact="ask_faq", theme_worded=True)) == ("ask_faq", "sure")
