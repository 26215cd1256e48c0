"""Receipt codes: made to be written down by hand, 84 bits and a check letter."""

import secrets
import unicodedata

# No 0, 1, I, L, O: each is taken for another. Thirty-one is prime, so the weighted sum below catches every single
# wrong letter and every swap of two.
ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
LENGTH, GROUP = 17, 6


def new_code() -> str:
    """A code such as `7KQ2MH-XR4TDA-9CVWEZ`."""
    body = "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))
    code = body + _check(body)
    return "-".join(code[at : at + GROUP] for at in range(0, len(code), GROUP))


def normalise(written: str) -> str | None:
    """The code somebody wrote, however spaced and cased; None when it can't be one (its check letter is wrong)."""
    kept = "".join(each for each in unicodedata.normalize("NFKC", written).upper() if each.isalnum())
    if len(kept) != LENGTH + 1 or any(each not in ALPHABET for each in kept):
        return None
    return kept if _check(kept[:-1]) == kept[-1] else None


def _check(body: str) -> str:
    total = sum(rank * ALPHABET.index(each) for rank, each in enumerate(body, start=1))
    return ALPHABET[total % len(ALPHABET)]
