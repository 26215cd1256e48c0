"""What a loaded consultation answers."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from pydantic import ValidationError

PARIS = ZoneInfo("Europe/Paris")


def test_the_shipped_consultation_has_six_themes_of_six_questions(shipped):
    assert [len(theme.questions) for theme in shipped.themes] == [6] * 6
    assert [theme.id for theme in shipped.themes] == list(shipped.consultation.themes)


def test_themes_and_questions_are_found_by_id(city):
    assert city.theme("parks").questions[0] is city.question("parks.uses")
    assert city.theme_of("parks.uses").id == "parks"
    assert city.has_question("parks.uses")
    assert city.profile("visitor").group == "public"
    assert city.faq_entry("budget").id == "budget"


def test_unknown_ids_are_key_errors(city):
    for find in (city.theme, city.question, city.theme_of, city.profile, city.faq_entry):
        with pytest.raises(KeyError):
            find("parks.nothing")
    assert not city.has_question("parks.nothing")


def test_a_theme_has_its_webinars_soonest_first(city):
    assert [webinar.id for webinar in city.webinars_for("parks")] == ["meeting_parks", "walk"]
    assert [webinar.id for webinar in city.webinars_for("library")] == ["meeting_library", "walk"]


def test_without_a_theme_come_the_webinars_that_belong_to_none(city, shipped):
    assert [webinar.id for webinar in city.webinars_for(None)] == ["opening"]
    assert [webinar.id for webinar in shipped.webinars_for(None)] == ["launch"]


def test_the_first_language_is_the_default(city):
    assert city.languages == ("fr", "en")
    assert city.default_language == "fr"


def test_a_consultation_is_open_through_its_closing_day(city):
    opens = datetime(2024, 9, 2, 8, tzinfo=PARIS)
    state = city.consultation.state
    assert state(opens - timedelta(seconds=1)) == "upcoming"
    assert state(opens) == "open"
    assert state(datetime(2024, 10, 31, 23, 59, 59, tzinfo=PARIS)) == "open"
    assert state(datetime(2024, 11, 1, tzinfo=PARIS)) == "closed"


def test_a_consultation_without_a_closing_date_stays_open(shipped):
    assert shipped.consultation.state(datetime(2123, 1, 1, tzinfo=PARIS)) == "open"


def test_a_webinar_runs_from_its_start_to_just_before_its_end(city):
    webinar = city.webinars_for("library")[0]
    assert webinar.phase(webinar.starts - timedelta(seconds=1)) == "before"
    assert webinar.phase(webinar.starts) == "running"
    assert webinar.phase(webinar.ends) == "after"


def test_local_times_carry_the_consultations_time_zone(shipped):
    starts = shipped.webinars_for("ecology")[0].starts
    assert starts == datetime(2023, 3, 10, 10, 30, tzinfo=ZoneInfo("UTC"))


def test_the_closing_sentence_depends_on_what_is_known(city, shipped):
    during, after = datetime(2024, 9, 20, tzinfo=PARIS), datetime(2024, 12, 1, tzinfo=PARIS)
    say = city.phrasebooks["en"].say
    assert city.closing("en", during) == say("closing.known", date="Thursday 31 October 2024")
    assert city.closing("en", after) == say("closing.past", date="Thursday 31 October 2024")
    assert shipped.closing("en", during) == say("closing.unknown")


def test_no_placeholder_is_left_in_a_filled_text(city, shipped):
    now = datetime(2024, 9, 20, tzinfo=PARIS)
    for catalogue in (city, shipped):
        texts = [entry.answer for entry in catalogue.faq] + [item.text for _, item in catalogue.notice.items]
        filled = [catalogue.fill(text, lang, now) for text in (*texts, catalogue.notice.short) for lang in ("fr", "en")]
        assert not [text for text in filled if "{" in text or "}" in text]
        assert any(catalogue.consultation.contact in text for text in filled)


def test_a_loaded_consultation_cannot_be_changed(city):
    with pytest.raises(ValidationError):
        city.theme("parks").state = "closed"
