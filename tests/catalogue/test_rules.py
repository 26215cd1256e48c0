"""Every mistake in a content folder is named with its file and line, and its neighbour that is right is accepted."""

import pytest

WRONG = {
    # what is wrong: (file, what was there, what is there now, text on the line named, what the reason says)
    "an unknown key": ("webinars.yml", "- id: walk", "- id: walk\n  colour: red", "colour: red", "colour"),
    "a missing key": ("notice.yml", "retention_days: 180\n", "", "backup_days:", "retention_days: Field required"),
    "a missing translation": (
        "faq.yml",
        '    en: "{closing} See {page}."\n',
        "",
        "answer:  # 2",
        "missing translation: en",
    ),
    "an empty translation": ("profiles.yml", "en: I live in the town", 'en: ""', "label:", "missing translation: en"),
    "a language too many": (
        "consultation.yml",
        "  en: Your library, your parks",
        "  en: Your\n  de: Ihre",
        "title:",
        "de",
    ),
    "a missing list of words": (
        "themes/parks.yml",
        "  en:\n    - parks",
        "  de:\n    - parks",
        "words:",
        "translation: en",
    ),
    "a theme's id twice": (
        "consultation.yml",
        "[library, parks]",
        "[library, parks, parks]",
        "themes:",
        "duplicate id",
    ),
    "a question's id twice": (
        "themes/parks.yml",
        "- id: parks.uses",
        "- id: library.visits",
        "library.visits",
        "duplicate id: library.visits",
    ),
    "a webinar's id twice": ("webinars.yml", "- id: walk", "- id: opening  # again", "again", "duplicate id: opening"),
    "an FAQ entry's id twice": ("faq.yml", "- id: card", "- id: budget  # again", "again", "duplicate id: budget"),
    "a profile's id twice": (
        "profiles.yml",
        "- id: visitor",
        "- id: resident  # again",
        "again",
        "duplicate id: resident",
    ),
    "a key twice": (
        "consultation.yml",
        "opens:",
        "page: https://b.example\nopens:",
        "b.example",
        "duplicate key: page",
    ),
    "a placeholder in one language": ("faq.yml", "See {page}", "See", "answer:  # 2", "placeholders differ"),
    "an unknown placeholder": ("notice.yml", "Write to {contact}", "Write to {phone}", 'text: {fr: "Écrivez', "phone"),
    "a brace left open": ("faq.yml", "See {page}", "See {page", "answer:  # 2", "answer"),
    "a placeholder that reaches inside": ("faq.yml", "See {page}", "See {page.host}", "answer:  # 2", "page.host"),
    "a placeholder where none is filled in": (
        "themes/parks.yml",
        "fr: Décrivez un endroit précis.",
        "fr: Décrivez {contact}.",
        "probe:  # 2",
        "unknown placeholder: contact",
    ),
    "a day that does not exist": ("consultation.yml", "2024-10-31", "2024-10-32", "closes:", "closes"),
    "a date in words": ("webinars.yml", "starts: 2024-10-17T12:15", "starts: soon", "soon", "starts"),
    "a closing before the opening": (
        "consultation.yml",
        "2024-10-31",
        "2024-08-31",
        "closes:",
        "closes before it opens",
    ),
    "a webinar that ends before it starts": (
        "webinars.yml",
        "ends: 2024-10-17T13:00",
        "ends: 2024-10-17T12:00",
        "ends: 2024-10-17T12:00",
        "ends after it starts",
    ),
    "a webinar over two days": (
        "webinars.yml",
        "ends: 2024-10-17T13:00",
        "ends: 2024-10-18T13:00",
        "ends: 2024-10-18",
        "the same day",
    ),
    "a link without encryption": ("themes/library.yml", "https://", "http://", "href: http://", "https://"),
    "a link that runs a script": (
        "webinars.yml",
        "https://valmont.example/reunions/balade",
        "javascript:a",
        "javascript",
        "https",
    ),
    "a missing notice item": ("notice.yml", "  dpo:", "  controller2:", "items:", "items.dpo: Field required"),
    "a missing part of the statement": (
        "accessibility.yml",
        "  remedies:",
        "  appeals:",
        "items:",
        "items.remedies: Field required",
    ),
    "compliance without an audit": (
        "accessibility.yml",
        "compliance: none",
        "compliance: partial",
        "compliance:",
        "without an audit",
    ),
    "a theme without a file": ("consultation.yml", "[library, parks]", "[library, parks, pools]", "themes:", "no file"),
    "a theme nobody lists": ("consultation.yml", "[library, parks]", "[library]", None, "not listed"),
    "a theme file with another id": (
        "themes/parks.yml",
        "id: parks",
        "id: gardens",
        "id: gardens",
        "not the file's name",
    ),
    "a webinar about an unknown theme": ("webinars.yml", "[parks]", "[pools]", "[pools]", "unknown theme: pools"),
    "a word in two themes": ("themes/parks.yml", "- les parcs", "- les LIVRES", "les LIVRES", "is also of library"),
    "a word in two themes, across languages": (
        "themes/parks.yml",
        "- trees",
        "- Bibliothèque",
        "Bibliothèque",
        "library",
    ),
    "a wording in two FAQ entries": (
        "faq.yml",
        "- ça finit quand ?",
        "- C'est la Mairie ?",
        "- C'est la Mairie ?",
        "organiser",
    ),
    "an id with a capital": ("faq.yml", "id: card", "id: Card", "id: Card", "a-z"),
    "an id with a colon": ("webinars.yml", "id: walk", "id: a:b", "id: a:b", "a-z"),
    "a choice id of 41 bytes": (
        "themes/parks.yml",
        "id: parks.uses",
        f"id: {'q' * 33}",
        "id: qqq",
        "longer than 40 bytes",
    ),
    "a theme's choice id of 41 bytes": ("themes/parks.yml", "id: parks", f"id: {'t' * 35}", "id: ttt", "40 bytes"),
    "a version of nought": ("themes/parks.yml", "version: 2", "version: 0", "version: 0", "version"),
    "an unknown state": ("themes/parks.yml", "state: open", "state: ajar", "state: ajar", "state"),
    "an unknown time zone": ("consultation.yml", "Europe/Paris", "Europe/Valmont", "timezone:", "not a time zone"),
    "an unknown language": ("consultation.yml", "[fr, en]", "[fr, en, xx]", "languages:", "not a language: xx"),
    "an address that is none": ("consultation.yml", "participation@", "participation.", "contact:", "contact"),
    "no question in a theme": ("themes/parks.yml", "questions:", "questions: []\nunread:", "questions:", "questions"),
    "a file that is not YAML": ("faq.yml", "- id: card", "- id: [card", "asked:  # 4", "not YAML"),
    "an empty file": ("faq.yml", None, "", None, "tuple"),
}

RIGHT = {
    "a link that is unknown yet": ("webinars.yml", "https://valmont.example/reunions/balade/inscription", "null"),
    "a consultation with no closing date": ("consultation.yml", "2024-10-31", "null"),
    "a closing moment": ("consultation.yml", "2024-10-31", "2024-10-31T18:00"),
    "a moment with its own offset": ("webinars.yml", "starts: 2024-10-17T12:15", "starts: 2024-10-17T10:15Z"),
    "a placeholder in every language": (
        "notice.yml",
        "{fr: Une mission d’intérêt public., en: A task in the public interest.}",
        '{fr: "{page}", en: "{page}"}',
    ),
    "a choice id of 40 bytes": ("themes/parks.yml", "id: parks.uses", f"id: {'q' * 32}"),
    "a word twice in one theme": ("themes/parks.yml", "- les parcs", "- LES JARDINS"),
    "a word that YAML could take for a truth value": ("themes/parks.yml", "- les parcs", "- no"),
    "a webinar about two themes": ("webinars.yml", "themes: [parks]", "themes: [parks, library]"),
    "an upcoming theme": ("themes/parks.yml", "state: open", "state: upcoming"),
    "compliance that an audit found": ("accessibility.yml", "null\ncompliance: none", "2024-09-01\ncompliance: total"),
    "another time zone": ("consultation.yml", "Europe/Paris", "America/Cayenne"),
}


@pytest.fixture
def numbered(folder):
    """Lines that repeat in a file bear their rank, so that a test can name one."""
    for file, key in (("faq.yml", "  answer:"), ("faq.yml", "  asked:"), ("themes/parks.yml", "    probe:")):
        first, *rest = (folder.path / file).read_text(encoding="utf-8").split(f"\n{key}\n")
        text = first + "".join(f"\n{key}  # {rank}\n{part}" for rank, part in enumerate(rest, start=1))
        (folder.path / file).write_text(text, encoding="utf-8")
    return folder


@pytest.mark.parametrize("case", WRONG)
def test_is_refused_with_its_line(numbered, case):
    file, old, new, at, reason = WRONG[case]
    if old is None:
        (numbered.path / file).write_text(new, encoding="utf-8")
    else:
        numbered.replace(file, old, new)
    problems = numbered.problems()
    if at is None:
        assert any(reason in each.reason and each.line == 1 for each in problems)
    else:
        place = (numbered.path / file, numbered.line(file, at))
        assert [each for each in problems if (each.file, each.line) == place and reason in each.reason], problems


@pytest.mark.parametrize("case", RIGHT)
def test_is_accepted(folder, case):
    folder.replace(*RIGHT[case])
    assert folder.problems() == []


def test_every_problem_is_reported_at_once(folder):
    folder.replace("consultation.yml", "2024-10-31", "never")
    folder.replace("faq.yml", "- id: card", "- id: budget")
    folder.replace("themes/parks.yml", "state: open", "state: ajar")
    folder.replace("locales/en.yml", "Up", "{")
    assert {each.file.name for each in folder.problems()} == {"consultation.yml", "faq.yml", "parks.yml", "en.yml"}


def test_a_missing_file_is_reported_under_its_name(folder):
    (folder.path / "notice.yml").unlink()
    assert [each.file.name for each in folder.problems()] == ["notice.yml"]


def test_a_folder_without_a_consultation_is_refused(folder):
    (folder.path / "consultation.yml").unlink()
    assert [each.file.name for each in folder.problems()] == ["consultation.yml"]


def test_a_file_in_another_encoding_is_refused(folder):
    (folder.path / "faq.yml").write_bytes("- id: clé\n".encode("latin-1"))
    assert [each.file.name for each in folder.problems()] == ["faq.yml"]
