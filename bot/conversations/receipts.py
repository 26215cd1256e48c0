"""Receipt codes: made to be written down by hand, 85 bits and a check letter."""

import secrets
import unicodedata

# None of 0O, 1IL, 2Z, 5S, 8B, UV: each is taken for another in somebody's handwriting. Twenty-three is prime, so the
# weighted sum below catches every single wrong letter and every swap of two.
ALPHABET = "34679ACDEFGHJKMNPQRTWXY"
LENGTH, GROUP = 19, 5


def new_code() -> str:
    """A code such as `7KQ4M-HXR4T-DA9CW-EYF3P`."""
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
