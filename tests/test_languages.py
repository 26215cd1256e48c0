"""A language is told from one sentence, the same way every time."""

import random
from concurrent.futures import ThreadPoolExecutor

import pytest

from bot import languages
from bot.languages import Detected, detect, is_clear

OWN = ("fr", "en")
CLEAR = [
    ("fr", "Je travaille dans une petite bibliothèque de quartier."),
    ("fr", "Il faudrait surtout payer les auteurs correctement."),
    ("fr", "On garde nos ordinateurs huit ans, puis on les donne."),
    ("fr", "le numérique m'aide à trouver des concerts près de chez moi"),
    ("fr", "Pas vraiment d'avis sur la question, désolé."),
    ("fr", "Je n'utilise jamais la dictée vocale, elle ne comprend pas mon accent."),
    ("fr", "franchement c'est pas clair votre question"),
    ("fr", "Les métavers ? Un gadget coûteux."),
    ("fr", "J’ai fait le workshop de mapping vidéo au centre d’art, super feedback du public."),
    ("fr", "JE TRAVAILLE DANS UNE PETITE BIBLIOTHÈQUE DE QUARTIER"),
    ("en", "I work in a small museum near the coast."),
    ("en", "Artists should be paid properly when their work is online."),
    ("en", "no opinion really, sorry about that"),
    ("en", "The dictation tool never understands my accent at all."),
    ("en", "Our archives sit on two hard drives and nobody looks after them."),
    ("en", "i mostly find concerts through friends and instagram"),
    ("en", "Public money should go to places, not to gadgets."),
    ("en", "Yes, I would share my data with a library."),
    ("en", "PUBLIC MONEY SHOULD GO TO THE SMALL MUSEUMS"),
    ("de", "Ich arbeite in einer kleinen Bibliothek in der Stadt."),
    ("de", "Die Künstler sollten besser bezahlt werden, wenn ihre Werke online sind."),
    ("de", "Wir behalten unsere Computer acht Jahre lang."),
    ("de", "Das Diktiergerät versteht meinen Akzent leider nicht."),
    ("de", "Keine Ahnung, was ich dazu sagen soll."),
    ("de", "Öffentliches Geld gehört in die Museen."),
    ("es", "Trabajo en una pequeña biblioteca del barrio."),
    ("es", "Los artistas deberían cobrar mejor cuando su obra circula por internet."),
    ("es", "Guardamos los ordenadores ocho años y luego los donamos."),
    ("es", "No tengo mucha opinión sobre este tema."),
    ("es", "El dinero público debería ir a los museos pequeños."),
    ("es", "La herramienta no entiende mi acento."),
    ("ar", "أعمل في مكتبة صغيرة في الحي"),
    ("ar", "يجب أن يحصل الفنانون على أجر عادل"),
    ("ar", "نحتفظ بأجهزة الكمبيوتر ثماني سنوات"),
    ("ar", "لا أعرف ماذا أقول عن هذا السؤال"),
    ("ar", "أزور المتاحف الافتراضية مع أولادي"),
]
UNCLEAR = [
    "Spotify, Netflix, YouTube, Twitch et TikTok tous les jours",
    "Museum Louvre Pompidou Orsay Guggenheim Prado Uffizi",
    "Me a labour en ul levraoueg vihan e Breizh.",
    "Treballo en una petita biblioteca del barri.",
    "NON MERCI JE NE VEUX PAS RÉPONDRE ok",
]
NOTHING = [
    "",
    "Bonjour",
    "Oui, tout à fait !",
    "1 234 567 890 — 12/05/2023 14:30, 06 12 34 56 78",
    "🎭🎨🎬" * 20,
    "https://www.culture.gouv.fr/consultation-sur-le-numerique",
    "voir https://www.culture.gouv.fr/consultation-sur-le-numerique",
    "prenom.nom@bibliotheque-municipale.fr",
    "e\u0301" * 19,
]


@pytest.mark.parametrize(("code", "text"), CLEAR)
def test_a_sentence_is_enough_to_tell_a_language(code: str, text: str) -> None:
    detected = detect(text, OWN)
    assert detected is not None
    assert (detected.code, is_clear(detected)) == (code, True)


@pytest.mark.parametrize("text", UNCLEAR)
def test_names_and_languages_close_to_another_are_not_clear(text: str) -> None:
    detected = detect(text, OWN)
    assert detected is not None
    assert not is_clear(detected)


@pytest.mark.parametrize("text", NOTHING)
def test_too_few_letters_have_no_language(text: str) -> None:
    assert detect(text, OWN) is None


def test_letters_that_no_known_language_uses_have_no_language() -> None:
    assert detect("ᚠᚢᚦᚨᚱᚲᚷᚹᚺᚾᛁᛃᛇᛈᛉᛊᛏᛒᛖᛗᛚᛜᛞᛟ", OWN) is None


def test_accents_written_apart_count_with_their_letter() -> None:
    assert detect("de\u0301ja\u0300 e\u0301te\u0301 cre\u0301e\u0301 la\u0300", OWN) is None
    assert detect("Je n’ai pas d’ide\u0301e arre\u0302te\u0301e", OWN) == detect("Je n’ai pas d’idée arrêtée", OWN)


def test_the_same_text_has_the_same_language_after_any_others() -> None:
    texts = [text for _, text in CLEAR] + UNCLEAR + NOTHING
    alone = {text: detect(text, OWN) for text in texts}
    for seed in range(3):
        random.Random(seed).shuffle(texts)
        assert {text: detect(text, OWN) for text in texts} == alone


def test_the_same_text_has_the_same_language_in_every_thread() -> None:
    texts = [text for _, text in CLEAR] + UNCLEAR
    alone = [detect(text, OWN) for text in texts]
    languages._factory.cache_clear()
    with ThreadPoolExecutor(8) as threads:
        assert list(threads.map(lambda text: detect(text, OWN), texts * 2)) == alone * 2


def test_profiles_are_loaded_once(monkeypatch: pytest.MonkeyPatch) -> None:
    languages.warm()
    monkeypatch.setattr(languages, "DetectorFactory", None)
    languages.warm()
    assert detect("Je travaille dans une petite bibliothèque.", OWN) is not None


def test_only_the_first_thousand_characters_are_read() -> None:
    start = ("Je travaille dans une petite bibliothèque de quartier. " * 20)[:1000]
    assert detect(start + "and then something else entirely " * 3000, OWN) == detect(start, OWN)


def test_the_languages_of_the_consultation_are_believed_first() -> None:
    catalan = "Treballo en una petita biblioteca del barri."
    assert _code(detect(catalan, ("ca", "fr"))) == "ca"
    assert _code(detect(catalan, ("it", "fr"))) == "it"


def test_each_has_the_same_share_and_the_others_the_rest() -> None:
    priors = languages._priors(OWN)
    assert (priors["fr"], priors["en"]) == (0.45, 0.45)
    assert sum(priors.values()) == pytest.approx(1)
    assert len(priors) == 55


def test_a_language_langdetect_does_not_know_takes_no_share() -> None:
    assert languages._priors(("fr", "br"))["fr"] == 0.9
    assert _code(detect("Ich arbeite in einer kleinen Bibliothek.", ("br", "oc"))) == "de"


def _code(detected: Detected | None) -> str | None:
    return detected and detected.code
