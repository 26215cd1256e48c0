"""Locale files say the same things, and a phrasebook says them."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from bot.catalogue import MissingPhrase

PARIS = ZoneInfo("Europe/Paris")


@pytest.fixture
def bilingual(folder):
    folder.append(
        "locales/fr.yml",
        "trial:\n  hello: Bonjour {name}\n  answers:\n    one: '{count} réponse'\n    other: '{count} réponses'\n",
    )
    folder.append(
        "locales/en.yml",
        "trial:\n  hello: Hello {name}\n  answers:\n    one: one answer\n    other: '{count} answers'\n",
    )
    return folder


def test_languages_with_the_same_keys_are_accepted(bilingual):
    assert bilingual.problems() == []


@pytest.mark.parametrize(("file", "other"), [("fr.yml", "en.yml"), ("en.yml", "fr.yml")])
def test_a_key_of_one_language_only_is_reported_where_it_lacks(folder, file, other):
    folder.append(f"locales/{file}", "trial:\n  only: x\n")
    [problem] = folder.problems()
    assert problem.file.name == other
    assert "trial.only" in problem.reason
    assert f"{file}:{folder.line(f'locales/{file}', 'only: x')}" in problem.reason


def test_a_missing_key_is_reported_at_its_section(bilingual):
    bilingual.replace("locales/en.yml", "  hello: Hello {name}\n", "")
    [problem] = bilingual.problems()
    assert (problem.file.name, problem.line) == ("en.yml", bilingual.line("locales/en.yml", "trial:"))


def test_unequal_placeholders_are_reported_in_both_files(bilingual):
    bilingual.replace("locales/en.yml", "Hello {name}", "Hello {person}")
    assert {(each.file.name, each.line) for each in bilingual.problems()} == {
        ("en.yml", bilingual.line("locales/en.yml", "hello:")),
        ("fr.yml", bilingual.line("locales/fr.yml", "hello:")),
    }


@pytest.mark.parametrize("value", ["[a, b]", "null", "''", "'{'", "'{0}'", "'{name!r}'", "'{name:>9}'"])
def test_what_is_no_sentence_is_refused(bilingual, value):
    bilingual.replace("locales/en.yml", "Hello {name}", value)
    places = [(each.file.name, each.line) for each in bilingual.problems()]
    assert ("en.yml", bilingual.line("locales/en.yml", "hello:")) in places


def test_a_plural_where_the_other_language_has_one_sentence_still_needs_its_count(bilingual):
    bilingual.replace("locales/en.yml", "hello: Hello {name}", "hello: {one: 'Hi {name}', other: 'Hello {name}'}")
    assert {each.file.name for each in bilingual.problems()} == {"en.yml", "fr.yml"}


def test_a_language_without_a_file_is_refused(folder):
    (folder.path / "locales" / "en.yml").unlink()
    assert [each.file.name for each in folder.problems()] == ["en.yml"]


def test_sentences_are_filled_in(bilingual):
    books = bilingual.load().phrasebooks
    assert books["fr"].say("trial.hello", name="{x}") == "Bonjour {x}"
    assert books["en"].say("trial.hello", name="Ada") == "Hello Ada"


@pytest.mark.parametrize(
    ("language", "count", "said"),
    [
        ("fr", 0, "0 réponse"),
        ("fr", 1, "1 réponse"),
        ("fr", 2, "2 réponses"),
        ("fr", 1000000, "1\u202f000\u202f000 réponses"),
        ("en", 0, "0 answers"),
        ("en", 1, "one answer"),
        ("en", 1200, "1,200 answers"),
    ],
)
def test_plurals_follow_the_language(bilingual, language, count, said):
    assert bilingual.load().phrasebooks[language].say("trial.answers", count=count) == said


@pytest.mark.parametrize(
    ("key", "values"),
    [
        ("trial.absent", {}),
        ("trial", {}),
        ("trial.hello", {}),
        ("trial.answers", {}),
        ("trial.answers", {"count": "2"}),
    ],
)
def test_an_absent_key_or_value_is_an_error(bilingual, key, values):
    with pytest.raises(MissingPhrase):
        bilingual.load().phrasebooks["fr"].say(key, **values)


def test_a_phrasebook_knows_its_keys(bilingual):
    book = bilingual.load().phrasebooks["fr"]
    assert book.has("trial.answers")
    assert not book.has("trial.answers.one")


def test_days_and_moments_are_written_in_the_language(city):
    starts, ends = (datetime(2023, 3, 9, hour, 30, tzinfo=PARIS) for hour in (11, 12))
    assert city.phrasebooks["fr"].moment(starts, ends) == "jeudi 9 mars 2023, 11:30-12:30"
    assert city.phrasebooks["en"].moment(starts, ends) == "Thursday 9 March 2023, 11:30-12:30"
    assert city.phrasebooks["fr"].date(date(2024, 10, 31)) == "jeudi 31 octobre 2024"
