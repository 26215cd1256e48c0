"""The pure rules, with a clock passed in."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.catalogue import Catalogue
from bot.questionnaire import (
    next_question,
    next_theme,
    previous_question,
    progress,
    remark_id,
    webinar_offer,
    written_in_time,
)

PARIS = ZoneInfo("Europe/Paris")
CLOSES = datetime(2023, 4, 1, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


def test_questions_come_in_order_and_skipped_ones_do_not_come_back(catalogue: Catalogue) -> None:
    theme = catalogue.theme("ecology")
    ids = [each.id for each in theme.questions]
    assert next_question(theme, {}) == theme.questions[0]
    assert next_question(theme, {ids[0]: "given", ids[1]: "skipped"}) == theme.questions[2]
    assert next_question(theme, dict.fromkeys(ids, "given")) is None


def test_a_provisional_answer_leaves_its_question_open(catalogue: Catalogue) -> None:
    theme = catalogue.theme("ecology")
    assert next_question(theme, {theme.questions[0].id: "provisional"}) == theme.questions[0]


def test_after_the_last_question_those_left_behind_are_asked(catalogue: Catalogue) -> None:
    theme = catalogue.theme("ecology")
    states = {each.id: "given" for each in theme.questions[1:]}
    assert next_question(theme, states, after=theme.questions[-1].id) == theme.questions[0]


def test_back_follows_the_order_asked_within_the_theme(catalogue: Catalogue) -> None:
    theme = catalogue.theme("ecology")
    one, two, three = (each.id for each in theme.questions[:3])
    asked = [two, "metaverse.meaning", one]
    assert previous_question(theme, asked, three) == catalogue.question(one)
    assert previous_question(theme, asked, one) == catalogue.question(two)
    assert previous_question(theme, asked, two) is None


def test_progress_counts_what_was_answered(catalogue: Catalogue) -> None:
    theme = catalogue.theme("ecology")
    states = {theme.questions[0].id: "given", theme.questions[1].id: "skipped"}
    assert progress(theme, theme.questions[2].id, states).as_dict() == {
        "theme": "ecology",
        "position": 3,
        "answered": 1,
        "total": 6,
    }


def test_the_next_theme_is_the_next_with_something_left(catalogue: Catalogue) -> None:
    done = {each.id: "given" for each in catalogue.theme("ecology").questions}
    following = next_theme(catalogue, done, after="creation")
    assert following is not None
    assert following.id == "data_ai"
    assert next_theme(catalogue, {each.id: "given" for each in catalogue.questions}) is None


def test_remarks_have_a_place_of_their_own() -> None:
    assert (remark_id("ecology"), remark_id(None)) == ("ecology.remark", "remark")


@pytest.mark.parametrize(
    ("moment", "status", "kinds"),
    [
        ("2023-03-09T11:29", "before_link_to_come", ("calendar",)),
        ("2023-03-09T11:30", "running_link_to_come", ()),
        ("2023-03-09T12:30", "after", ()),
    ],
)
def test_a_webinar_without_links_promises_none(
    catalogue: Catalogue, moment: str, status: str, kinds: tuple[str, ...]
) -> None:
    webinar = next(each for each in catalogue.webinars if each.id == "archiving")
    offer = webinar_offer(webinar, datetime.fromisoformat(moment).replace(tzinfo=PARIS))
    assert (offer.status, offer.kinds) == (status, kinds)


@pytest.mark.parametrize(
    ("moment", "status", "kinds"),
    [
        ("2023-03-09T11:29", "before", ("registration", "calendar")),
        ("2023-03-09T12:00", "running", ("join",)),
        ("2023-03-10T09:00", "after", ("replay",)),
    ],
)
def test_a_webinar_offers_what_makes_sense_at_the_time(
    catalogue: Catalogue, moment: str, status: str, kinds: tuple[str, ...]
) -> None:
    links = {each: f"https://example.org/{each}" for each in ("registration", "join", "replay")}
    webinar = next(each for each in catalogue.webinars if each.id == "archiving").model_copy(update=links)
    at = datetime.fromisoformat(moment).replace(tzinfo=PARIS)
    offer = webinar_offer(webinar, at)
    assert (offer.status, offer.kinds) == (status, kinds)
    cancelled = webinar_offer(webinar.model_copy(update={"state": "cancelled"}), at)
    assert (cancelled.status, cancelled.kinds) == ("cancelled", ())
    moved = webinar_offer(webinar.model_copy(update={"state": "moved"}), at)
    assert moved.status == ("moved_before" if status == "before" else status)


@pytest.mark.parametrize(
    ("written", "now", "counts"),
    [
        (CLOSES - MINUTE, CLOSES + MINUTE, True),
        (CLOSES - MINUTE, CLOSES + timedelta(hours=24), True),
        (CLOSES - MINUTE, CLOSES + timedelta(hours=24) + MINUTE, False),
        (CLOSES + MINUTE, CLOSES + 2 * MINUTE, False),
    ],
)
def test_what_was_written_in_time_counts_for_a_day(written: datetime, now: datetime, counts: bool) -> None:
    assert written_in_time(written, closes=CLOSES, now=now) is counts
    assert written_in_time(written, closes=None, now=now) is False
