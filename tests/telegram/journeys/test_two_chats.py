"""One contribution, two chats: each is answered where it wrote, and shows nothing of what the other said."""

from bot.catalogue import Catalogue
from tests.telegram.journeys.phone import Phone
from tests.telegram.journeys.product import Product

FIRST = "Je visite des musées en ligne avec mes deux enfants, surtout le dimanche après-midi."
SECOND = "Nous avons mesuré la consommation de notre salle pendant un an, avec un compteur."
THIRD = "Le soir je regarde aussi des concerts filmés avec des amis qui habitent loin d’ici."


def joined(product: Product, ada: Phone) -> Phone:
    """Another telephone, where the receipt code of the first was written."""
    ada.writes(FIRST)
    ada.taps("receipt")
    other = product.citizen()
    other.after(other.person.starts())
    other.writes(ada.code)
    return other


def test_each_chat_is_answered_where_it_writes(polling: Product, ada: Phone, catalogue: Catalogue) -> None:
    other = joined(polling, ada)
    before = len(ada.person.sees)
    other.writes(SECOND)
    assert "ecology.knowledge" in other.answers
    assert len(ada.person.sees) == before
    heard = ada.writes(THIRD)
    assert any(catalogue.phrasebooks["fr"].say("bot.joined_elsewhere") in each.text for each in heard)
    assert not other.after()
    other.writes("/recap")
    assert "recap" in other.kinds
    assert not ada.after()


def test_what_was_written_to_a_question_that_was_on_the_screen_is_its_answer(polling: Product, ada: Phone) -> None:
    other = joined(polling, ada)
    ada.writes(SECOND)
    assert ada.answers["ecology.knowledge"] == [SECOND]
    assert ada.conversation == other.conversation


def test_a_receipt_that_was_offered_earlier_can_still_be_asked_for(ada: Phone) -> None:
    ada.writes(FIRST)
    ada.writes(SECOND)
    ada.taps("receipt")
    assert ada.code
