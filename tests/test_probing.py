"""When an answer is thin, when its probe is due, and when its words may be said back."""

import pytest

from bot.catalogue import Catalogue
from bot.probing import PROBES_A_THEME, QUOTED_CHARACTERS, THIN_WORDS, is_due, is_thin, may_be_quoted

THIN = [
    "ChatGPT",
    "Netflix, surtout.",
    "Des concerts filmés",
    "DES VISITES VIRTUELLES",
    "la musique 🎶",
    "🎭🎨",
    "...",
    "oui",
    "l’argent, c’est tout",
    "Un rapport de l’Arcep.",
    "Podcasts - radio - vidéos - jeux - livres",
    "2019",
    "Le Pass Culture",
    "une personne âgée",
    "Museums",
    "YES",
    "Films, and music online",
    "Mostly podcasts on the train",
    "The cloud",
    "It's cheaper",
    "Ｎｅｔｆｌｉｘ",
    "Jamaïque",
    "rienfaire",
    "Personnellement, des livres",
    "nonante livres",
    "compass and map",
    "unknown artists",
    "Aucune idée, mais le streaming",
    "j’en sais rien, mais Netflix",
    "je ne sais pas mais Netflix",
    "No idea, but the museums",
    "I don’t know, but museums",
]
COMPLETE = [
    "Jamais.",
    "JAMAIS",
    "presque jamais",
    "Aucun",
    "aucune, désolé",
    "rien",
    "Rien du tout !",
    "non",
    "Non 🙂",
    "NON !!!",
    "nsp",
    "Je ne sais pas",
    "j’sais pas",
    "Sais pas trop",
    "J’en sais rien",
    "Je n’en sais rien",
    "je n'en sais rien du tout !",
    "je n’en sais rien, mais",
    "le streaming, mais je ne sais pas",
    "No idea but I don’t know",
    "pas de but précis",
    "beats me",
    "pas d’avis",
    "Pas d'avis là-dessus",
    "PAS D’OPINION",
    "aucune idee",
    "sans objet",
    "ça dépend",
    "ca depend des jours",
    "Never",
    "Never!",
    "none",
    "No",
    "no idea",
    "I don’t know",
    "i dont know",
    "I do not know, sorry",
    "No opinion.",
    "N/A",
    "it depends",
    "ｊａｍａｉｓ",
    "bof",
    "Ça ne m’est pas arrivé",
    "pas vraiment",
    "I don’t use any",
    "idk",
    "Not really",
    "pass",
]
LONG = [
    "Des visites virtuelles et des films anciens",
    "un deux trois quatre cinq six sept",
    "J’écoute de la musique le soir chez moi",
    "I listen to music every evening at home",
    "🎭 un, deux ; trois… quatre ! cinq ? six - sept",
    "Je n’y vais jamais parce que c’est trop loin",
    "mot\n" * 7,
]


def _is_thin(text: str, catalogue: Catalogue) -> bool:
    words = catalogue.words
    return is_thin(
        text,
        complete=words("answers.complete"),
        complete_alone=words("answers.complete_alone"),
        however=words("answers.however"),
    )


@pytest.mark.parametrize("text", THIN)
def test_a_few_words_are_thin(catalogue: Catalogue, text: str) -> None:
    assert _is_thin(text, catalogue)


@pytest.mark.parametrize("text", COMPLETE)
def test_a_denial_or_no_opinion_is_complete_in_either_language(catalogue: Catalogue, text: str) -> None:
    assert not _is_thin(text, catalogue)


@pytest.mark.parametrize("text", LONG)
def test_seven_words_are_enough(catalogue: Catalogue, text: str) -> None:
    assert not _is_thin(text, catalogue)


def test_the_bound_is_six_words() -> None:
    assert THIN_WORDS == 6
    assert is_thin(" ".join(["mot"] * 6), complete=(), complete_alone=())
    assert not is_thin(" ".join(["mot"] * 7), complete=(), complete_alone=())


QUOTABLE = [
    "ChatGPT",
    "Des concerts filmés",
    "🎭 du théâtre",
    "Connaître les conditions, c’est tout",
    "la Constitution",
    "Scunthorpe museum",
    "assez de classiques",
    "ma gueule de bois",
    "ta musique",
    "x" * QUOTED_CHARACTERS,
]
UNQUOTED = [
    "Quelle connerie",
    "MERDE alors",
    "Merde!",
    "c’est de la merde",
    "bande d’enculés",
    "bande d'encules",
    "pauvre con.",
    "Ta gueule",
    "it’s bullshit",
    "FUCK this",
    "you idiots",
    "ｍｅｒｄｅ",
    "mon code ••••••",
    "jean@exemple.fr",
    "appelez le 06 12 34 56 78",
    "FR76 3000 6000 0112 3456 7890 189",
    "1 85 05 78 006 084 91",
    "x" * (QUOTED_CHARACTERS + 1),
]


@pytest.mark.parametrize("text", QUOTABLE)
def test_plain_words_may_be_said_back(catalogue: Catalogue, text: str) -> None:
    assert may_be_quoted(text, catalogue.words("answers.unquoted"))


@pytest.mark.parametrize("text", UNQUOTED)
def test_insults_contact_details_codes_and_long_texts_may_not(catalogue: Catalogue, text: str) -> None:
    assert not may_be_quoted(text, catalogue.words("answers.unquoted"))


IN_THEME = ("a.one", "a.two", "a.three")
DUE = [
    ("a.one", (), True),
    ("a.one", ("b.one", "b.two"), True),
    ("a.two", ("a.one",), True),
    ("a.two", ("a.one", "b.one", "b.two"), True),
    ("a.one", ("a.one",), False),
    ("a.three", ("a.one", "a.two"), False),
    ("a.three", ("a.one", "a.two", "b.one"), False),
]


@pytest.mark.parametrize(("question", "probed", "due"), DUE)
def test_one_probe_a_question_and_two_a_theme(question: str, probed: tuple[str, ...], due: bool) -> None:
    assert PROBES_A_THEME == 2
    assert is_due(question, in_theme=IN_THEME, probed=probed) is due
