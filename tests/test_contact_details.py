"""What reaches a person is found, wherever it stands; other numbers are left alone."""

import random
import time
import unicodedata
from collections.abc import Callable
from itertools import pairwise

import pytest
from phonenumbers import PhoneNumberMatcher

from bot import contact_details
from bot.contact_details import Found, find, without

PHONES = [
    "06 12 34 56 78",
    "06.12.34.56.78",
    "06-12-34-56-78",
    "06–12–34–56–78",
    "06/12/34/56/78",
    "0612345678",
    "0612 345 678",
    "06 123 456 78",
    "(06) 12 34 56 78",
    "06\u00a012\u00a034\u00a056\u00a078",
    "06\u202f12\u202f34\u202f56\u202f78",
    "06\u200b12\u200b34\u200b56\u200b78",
    "０６　１２　３４　５６　７８",
    "＋33612345678",
    "٠٦١٢٣٤٥٦٧٨",
    "01 40 15 80 00",
    "0800 123 456",
    "+33 6 12 34 56 78",
    "+33612345678",
    "+33.6.12.34.56.78",
    "+33.612345678",
    "+33 (0)6 12 34 56 78",
    "0033612345678",
    "0033 6 12 34 56 78",
    "0690 12 34 56",
    "0692123456",
    "0696 12 34 56",
    "+262 692 12 34 56",
    "+44 20 7946 0958",
    "+32 470 12 34 56",
    "0041 79 123 45 67",
    "+1 212 555 0123",
    "+49 30 901820",
]
EMAILS = [
    "jean@exemple.fr",
    "prenom.nom@culture.gouv.fr",
    "prenom_nom-2+liste@exemple.co.uk",
    "josé.garcía@exemple.es",
    unicodedata.normalize("NFD", "josé.garcía@exemple.es"),
    "ＪＥＡＮ＠ＥＸＥＭＰＬＥ．ＦＲ",
    "06.12.34.56.78@exemple.fr",
    "prenom.nom (at) exemple.fr",
    "prenom.nom[at]exemple.fr",
    "prenom.nom (arobase) exemple (point) fr",
    "prenom@mastodon.social",
]
IBANS = [
    "FR76 3000 6000 0112 3456 7890 189",
    "fr76 3000 6000 0112 3456 7890 189",
    "fr7630006000011234567890189",
    "FR76-3000-6000-0112-3456-7890-189",
    "FR76.3000.6000.0112.3456.7890.189",
    "FR76\u00a03000\u00a06000\u00a00112\u00a03456\u00a07890\u00a0189",
    "FR14 2004 1010 0505 0001 3M02 606",
    "DE89 3704 0044 0532 0130 00",
    "BE68 5390 0754 7034",
    "GB29 NWBK 6016 1331 9268 19",
    "CH93 0076 2011 6238 5295 7",
]
NIRS = [
    "1 85 05 78 006 084 91",
    "185057800608491",
    "1850578006084 91",
    "1.85.05.78.006.084.91",
    "1\u00a085\u00a005\u00a078\u00a0006\u00a0084\u00a091",
    "1 85 05 78 006 084 / 91",
    "1 85 05 78 006 084 clé 91",
    "1 85 05 78 006 084",
    "1 85 05 2A 006 084 35",
    "185052a00608435",
    "2 53 07 2B 073 004 70",
]
HITS = [
    *(("phone", each) for each in PHONES),
    *(("email", each) for each in EMAILS),
    *(("iban", each) for each in IBANS),
    *(("nir", each) for each in NIRS),
]
OTHERS = """
en 2019, 2020, 2021 et 2022 | 1998 1999 2000 2001 | 2019-2023 | de 2 000 à 3 000 visiteurs | 35 000 000 | 06 000 000
1 200,50 € | 1.234.567,89 EUR | 1 000 000 000 € | 33 958 311 104 | 67 812 345 habitants | 612 345 678 vues
12/05/2023 14:30 | 12.05.2023 14:30 | 01.02.2023 08:30 | 05-12-2023 10:30 | 2023-05-12 14:30 | 05.12.23 10.30
978-2-07-036822-8 | 9782070368228 | ISBN 2-07-036822-X | ISBN 0306406152 | 0-306-40615-2 | EAN 3017620422003
75001 69002 33000 | 06000 13001 | 02100 / 05694 | 06000 Nice | 732 829 320 00074 | 73282932000074 | SIREN 732829320
1 2 3 4 5 6 | 1 2 3 4 5 6 7 8 9 10 | 0 1 2 3 4 5 6 7 8 9 | 10-12, 15-20, 100-200 | 18 à 25 ans, 25-34, 35-49
01 02 03 04 05 06 07 08 09 10 | 03 04 05 06 07 08 09 10 | 06 07 08 09 10 11 12 | 04 06 12 34 45 49 05
0,123456789 | 0.612345678 | 3.14159265358979 | 48.8566140, 2.3522219 | 192.168.100.200 | 1920x1080
https://exemple.fr/0612345678 | https://exemple.fr/2023/02/16/titre_6162023_3246.html | www.exemple.fr/?id=0612345678
https://video.exemple.fr/@arte | @culture_gouv | @exemple.fr | rdv @exemple.fr | look at exemple.fr | a@b | 2 @ 3.50
10.1000/0612345678 | 7KQ4M-HXR4T-DA9CW-EYF3P | 1676543210123 | 20230216123045 | loi n° 78-17 du 6 janvier 1978 | 3939
FR 2030 | FR76 n’est pas un IBAN | FR76 3000 6000 0112 3456 7890 188 | 185057800608492 | 1850578006084 | 2A et 2B | 112
"""
NOTHING = [each.strip() for line in OTHERS.strip().splitlines() for each in line.split("|")]
HOSTILE = [
    "1 ",
    "a@",
    "+33",
    "0/",
    "06 ",
    "0612345678 ",
    "06 12 34 56 78 ",
    "(+",
    "FR76 ",
    "FR76",
    "AD12a ",
    "a.",
    "a@b.",
    "a (at) ",
    "é",
    "https://",
    "1.2.2020 ",
    "ISBN 1",
    "185057800608491 ",
    "1 85 05 78 006 084 ",
    "\u0301",
    "a@b (point) ",
    "1",
    "( ",
]


@pytest.mark.parametrize(("kind", "written"), HITS)
@pytest.mark.parametrize("around", ["{}", "🎭👩🏽‍🎨 Écrivez-moi : {}, merci", "({}).\nVoilà", "tel:{} ou « {} »"])
def test_a_contact_detail_is_found_where_it_stands(kind: str, written: str, around: str) -> None:
    text = around.format(written, written)
    assert [(each.kind, text[each.start : each.end]) for each in find(text)] == [(kind, written)] * around.count("{}")


@pytest.mark.parametrize("other", NOTHING)
def test_anything_else_is_left_alone(other: str) -> None:
    assert find(f"Je note {other} : voilà") == []
    assert without(other) == other


def test_each_is_replaced_and_the_rest_stays_as_it_was_written() -> None:
    text = "🎭 tél. ０６ 12 34 56 78, jean@exemple.fr ou FR76 3000 6000 0112 3456 7890 189 merci à 35 000 000"
    assert without(text) == "🎭 tél. ••••••, •••••• ou •••••• merci à 35 000 000"
    assert without("0612345678/0798765432", mark="[x]") == "[x]/[x]"


def test_what_is_found_comes_in_order_and_hides_nothing_twice() -> None:
    text = "jean@exemple.fr 0612345678 et FR76 3000 6000 0112 3456 7890 189, 185057800608491, 0692 12 34 56"
    found = find(text)
    assert [each.kind for each in found] == ["email", "phone", "iban", "nir", "phone"]
    assert all(one.end <= other.start for one, other in pairwise(found))
    assert found[0] == Found("email", 0, 15)


def test_a_date_or_an_address_before_a_number_does_not_hide_it() -> None:
    assert without("le 16/02/2023 06 12 34 56 78") == "le 16/02/2023 ••••••"
    assert without("https://exemple.fr/a 06 12 34 56 78") == "https://exemple.fr/a ••••••"
    assert without("75011 06 12 34 56 78") == "75011 ••••••"
    assert without("mailto:jean@exemple.fr") == "mailto:••••••"
    assert without("IBAN FR12 FR76 3000 6000 0112 3456 7890 189") == "IBAN FR12 ••••••"


def test_numbers_in_a_row_are_all_found() -> None:
    assert without("06 12 34 56 78 07 81 23 45 67") == "•••••• ••••••"
    assert without("06.12.34.56.78 07.81.23.45.67") == "•••••• ••••••"
    assert without("06.12.34.56.78, 07.81.23.45.67") == "••••••, ••••••"
    assert without("0612345678/0781234567") == "••••••/••••••"
    assert without("06 12 34 56 78 24h/24, 7j/7") == "•••••• 24h/24, 7j/7"


def test_one_mark_stays_one_mark_when_done_again() -> None:
    once = without(" / ".join(written for _, written in HITS))
    assert without(once) == once
    assert once.count(contact_details.MASK) == len(HITS)


@pytest.mark.parametrize("unit", HOSTILE)
def test_a_long_text_costs_no_more_tries_than_it_has_characters(unit: str, monkeypatch: pytest.MonkeyPatch) -> None:
    tries: list[int] = []

    def counted(function: Callable[..., object]) -> Callable[..., object]:
        return lambda *given, **named: (tries.append(1), function(*given, **named))[1]

    matcher = "_parse_and_verify"
    monkeypatch.setattr(PhoneNumberMatcher, matcher, counted(getattr(PhoneNumberMatcher, matcher)))
    for library in (contact_details.iban, contact_details.nir):
        monkeypatch.setattr(library, "is_valid", counted(library.is_valid))
    counts = []
    for length in (5_000, 10_000):
        tries.clear()
        find((unit * length)[:length])
        counts.append(len(tries))
    assert counts[1] <= 2.2 * counts[0] + 100
    assert counts[1] <= 4 * 10_000


def test_ten_thousand_hostile_characters_end_in_seconds() -> None:
    """The bound is generous: a search that grew with the square of the length would take minutes."""
    started = time.process_time()
    for unit in HOSTILE:
        find((unit * 10_000)[:10_000])
    assert time.process_time() - started < 60


def test_any_text_can_be_searched() -> None:
    characters = "06 1234+33()@.-/aFR7é２٣\u00a0\u200b\u0301🎭\n\x00ſK²½"
    draw = random.Random(0)
    for _ in range(500):
        text = "".join(draw.choices(characters, k=80))
        assert all(text[each.start : each.end].strip() for each in find(text))
