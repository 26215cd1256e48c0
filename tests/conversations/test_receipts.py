"""Receipt codes: written down by hand, read back by people."""

import pytest

from bot.conversations.receipts import ALPHABET, LENGTH, new_code, normalise


def test_a_code_is_read_however_it_is_written() -> None:
    code = new_code()
    kept = code.replace("-", "")
    for written in (code, code.lower(), code.replace("-", " "), f"  {kept}\n", "-".join(kept)):
        assert normalise(written) == kept


def test_every_single_wrong_letter_is_noticed() -> None:
    kept = new_code().replace("-", "")
    for at, right in enumerate(kept):
        for wrong in set(ALPHABET) - {right}:
            assert normalise(kept[:at] + wrong + kept[at + 1 :]) is None


def test_two_neighbours_swapped_are_noticed() -> None:
    kept = new_code().replace("-", "")
    for at in range(len(kept) - 2):
        first, second = kept[at], kept[at + 1]
        if first != second:
            assert normalise(kept[:at] + second + first + kept[at + 2 :]) is None


@pytest.mark.parametrize("written", ["", "7KQ4M", "0" * 20, "A" * 21, "mes réponses"])
def test_what_is_no_code_is_none(written: str) -> None:
    assert normalise(written) is None


def test_codes_carry_80_bits_and_no_look_alikes() -> None:
    assert len(ALPHABET) ** LENGTH > 2**80
    assert not set("0O1IL2Z5S8BUV") & set(ALPHABET)
