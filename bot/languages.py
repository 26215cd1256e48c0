"""The language a text is written in, weighed towards the languages of the consultation."""

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from threading import Lock
from typing import Any

from langdetect.detector_factory import PROFILES_DIRECTORY, DetectorFactory
from langdetect.lang_detect_exception import LangDetectException

LETTERS = 20
# The time grows with the length (7 ms for this one, 50 ms for 10,000 characters); the language shows long before.
CHARACTERS = 1000
OWN_SHARE = 0.90
# langdetect reads a text seven times, drawing other letters each time, and nearly always settles on one language: the
# mean of the seven is 1, or 6/7 when one reading disagrees. From here on, all seven agree.
CLEAR = 0.99

_loading = Lock()


@dataclass(frozen=True)
class Detected:
    """A language, as langdetect codes it (ISO 639-1, and zh-cn, zh-tw), and its probability, from 0 to 1."""

    code: str
    probability: float


def warm() -> None:
    """Loads what is known of every language, once in a process (about half a second)."""
    with _loading:
        _factory()


def detect(text: str, languages: Sequence[str]) -> Detected | None:
    """The most probable language of a text, or None if it is too short or has nothing to tell it by.

    Before reading, the consultation's `languages` share nine chances in ten. Only the first 1,000 characters are read,
    without web and e-mail addresses.
    """
    warm()
    detector = _factory().create()
    detector.append(_readable(text))
    if sum(map(str.isalpha, detector.text)) < LETTERS:
        return None
    detector.set_prior_map(_priors(tuple(languages)))
    try:
        found = detector.get_probabilities()
    except LangDetectException:
        return None
    return Detected(found[0].lang, found[0].prob) if found else None


def is_clear(detected: Detected) -> bool:
    """Whether every reading of the text came to the same language; letters typed at random may pass too."""
    return detected.probability >= CLEAR


def _readable(text: str) -> str:
    """langdetect skips words in capitals, as acronyms: a text all in capitals is read in small letters."""
    read = unicodedata.normalize("NFC", text[:CHARACTERS])
    return read.lower() if read.isupper() else read


@lru_cache
def _factory() -> Any:
    """langdetect's own is filled while it is already in use; its order of languages is that of the file system."""
    factory = DetectorFactory()
    factory.set_seed(0)
    factory.load_json_profile([each.read_text("utf-8") for each in sorted(Path(PROFILES_DIRECTORY).iterdir())])
    return factory


@lru_cache
def _priors(languages: tuple[str, ...]) -> Mapping[str, float]:
    known = _factory().get_lang_list()
    own = [each for each in known if each in languages]
    others = [each for each in known if each not in languages]
    return {
        **dict.fromkeys(own, OWN_SHARE / max(len(own), 1)),
        **dict.fromkeys(others, (1 - OWN_SHARE) / len(others)),
    }
