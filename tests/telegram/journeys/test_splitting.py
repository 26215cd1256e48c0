"""Long texts in pieces that Telegram takes: every word there, cut where a reader would pause."""

import random

import pytest

from bot.channels.telegram.splitting import LIMIT, pieces, units

ALPHABET = ("a", "mot", "🎭", "👩🏽‍🚀", "é", " ", " ", " ", "\n", "\n\n", ". ", " ? ", "\xa0!")


@pytest.mark.parametrize("seed", range(30))
def test_no_piece_is_too_long_and_no_word_is_lost(seed: int) -> None:
    chance = random.Random(seed)
    text = "".join(chance.choices(ALPHABET, k=chance.randint(1, 900))).strip()
    limit = chance.choice((20, 64, 333))
    found = pieces(text, limit)
    assert all(0 < units(each) <= limit for each in found)
    assert "".join("".join(found).split()) == "".join(text.split())


def test_a_word_without_end_is_cut_but_no_sign_is() -> None:
    found = pieces("🎭" * 5_000)
    assert [units(each) for each in found] == [LIMIT, LIMIT, 10_000 - 2 * LIMIT]
    assert "".join(found) == "🎭" * 5_000


def test_sentences_stay_whole_where_they_can() -> None:
    sentence = "Nous gardons nos écrans huit ans en moyenne."
    found = pieces(" ".join([sentence] * 300))
    assert all(each.endswith(".") and each.startswith("Nous") for each in found)


def test_nothing_is_no_piece() -> None:
    assert pieces("") == []
