"""Texts arrive as they were written, however long, whatever is in them."""

from tests.telegram.journeys.phone import Phone
from tests.telegram.texts import LONGEST, length

HARSH = "Chez <b>nous</b> & chez vous : *gras*, _italique_, `code`, @ada, #mots, [lien](https://example.org), \\fin !"
LONG = "Les écrans 🎭🏛️ restent allumés la nuit dans notre théâtre, et personne n’ose les éteindre. " * 5


def test_what_a_citizen_writes_is_shown_as_it_was_written(ada: Phone) -> None:
    ada.writes(HARSH)
    ada.writes("/recap")
    assert ada.said == [HARSH]
    assert f"« {HARSH} »" in ada.heard[0].text.replace("\xa0", " ")
    kinds = {entity["type"] for each in ada.heard for entity in each.content.get("entities", ())}
    assert kinds <= {"bold", "bot_command"}


def test_a_long_recap_comes_in_pieces_with_every_word(ada: Phone) -> None:
    texts = [f"{rank}. {LONG}".strip() for rank in range(9)]
    for rank, text in enumerate(texts):
        if not rank % 3:
            ada.after(ada.person.starts(("ecology", "archiving", "creation")[rank // 3]))
        ada.writes(text)
    assert ada.said == texts
    ada.writes("/recap")
    pieces = ada.heard[:-1]
    assert len(pieces) > 1
    assert all(length(each.text) <= LONGEST for each in pieces)
    shown = " ".join(" ".join(each.text for each in pieces).split())
    assert all(" ".join(text.split()) in shown for text in texts)
    assert [bool(each.buttons) for each in pieces] == [False] * (len(pieces) - 1) + [True]
