"""What is no text, no private chat, or no person: a kind word where there is somebody, and nothing kept."""

import pytest

from bot.catalogue import Catalogue
from tests.conversations.on_disk import found_in_tables
from tests.telegram.attachments import ATTACHMENTS
from tests.telegram.journeys.phone import Phone
from tests.telegram.journeys.product import Product

ANSWER = "Je visite des musées en ligne avec mes deux enfants, surtout le dimanche après-midi."
TRACES = ("AgACAgQ", "AQAD", "contribution.pdf", "48.8625", "+33639980000", "D’accord ?", "audio/ogg", "Bravo")


@pytest.mark.parametrize("kind", [each for each in ATTACHMENTS if each != "photo"])
def test_what_is_no_text_is_answered_and_not_kept(
    polling: Product, ada: Phone, catalogue: Catalogue, kind: str
) -> None:
    ada.sends(kind)
    assert ada.heard[0].text == catalogue.phrasebooks["fr"].say("bot.only_words")
    assert catalogue.question("ecology.uses").question["fr"] in ada.heard[-1].text
    assert ada.said == []
    assert found_in_tables(polling.stack, TRACES) == set()


def test_the_words_under_a_photo_count_and_the_photo_is_not_kept(
    polling: Product, ada: Phone, catalogue: Catalogue
) -> None:
    ada.sends("photo")
    assert ada.heard[0].text == catalogue.phrasebooks["fr"].say("bot.words_of_a_picture")
    assert ada.said == ["Notre salle"]
    assert ada.answers == {"ecology.uses": ["Notre salle"]}
    assert found_in_tables(polling.stack, TRACES) == set()


def test_a_photo_without_words_is_answered(ada: Phone, catalogue: Catalogue) -> None:
    content = {"photo": ATTACHMENTS["photo"]()["photo"]}
    ada.after(ada.person._sends(content))
    assert ada.heard[0].text == catalogue.phrasebooks["fr"].say("bot.only_words")


def test_a_voice_message_is_a_first_message_too(polling: Product) -> None:
    bob = polling.citizen()
    bob.sends("voice")
    assert "Telegram" in bob.heard[0].text
    assert bob.kinds[-1] == "menu"


def test_in_a_group_the_bot_says_once_that_it_talks_in_private_and_leaves(
    either: Product, catalogue: Catalogue
) -> None:
    ada = either.citizen()
    group = either.api.group(added_by=ada.person)
    joined = {"new_chat_members": [either.api.user], "new_chat_member": either.api.user}
    with either.api.changed:
        about = either.api.post(group.chat, ada.person.user, joined)
        either.api.updates.add("message", about.wire())
    either.api.waits_for(lambda api: left(api.calls, group.id))
    ada.after(ada.person.starts())
    assert [each.text for each in group.sees] == [catalogue.phrasebooks["fr"].say("telegram.private")]
    assert sum(each.method == "leaveChat" for each in either.api.calls if of(each, group.id)) == 1


def test_a_channel_is_left_too(either: Product, catalogue: Catalogue) -> None:
    channel = either.api.channel(added_by=either.citizen().person)
    either.api.waits_for(lambda api: left(api.calls, channel.id))
    assert [each.text for each in channel.sees] == [catalogue.phrasebooks["fr"].say("telegram.private")]
    assert not either.stack.rows("SELECT 1 FROM messages WHERE text LIKE ?", "%Annonces%")


def left(calls: list, chat: int) -> bool:  # type: ignore[type-arg]
    return any(each.method == "leaveChat" and of(each, chat) for each in calls)


def of(call, chat: int) -> bool:  # type: ignore[no-untyped-def]
    return call.parameters.get("chat_id") == chat


def test_bots_are_not_answered(polling: Product, ada: Phone) -> None:
    robot = polling.citizen(is_bot=True)
    robot.after(*robot.person.writes(ANSWER))
    ada.writes("/why")
    assert robot.person.sees == []
    assert not polling.stack.rows("SELECT 1 FROM chats WHERE digest = ?", robot.digest)


def sent_to(product: Product, phone: Phone) -> int:
    return sum(each.method == "sendMessage" and of(each, phone.person.id) for each in product.api.calls)


def test_who_blocks_the_bot_is_left_alone_and_goes_on_when_back(either: Product, catalogue: Catalogue) -> None:
    ada = either.citizen()
    ada.after(ada.person.starts("ecology"))
    ada.after(ada.person.blocks())
    assert either.stack.rows("SELECT 1 FROM chats WHERE digest = ? AND blocked_at IS NOT NULL", ada.digest)
    before = sent_to(either, ada)
    ada.after(ada.person.unblocks())
    ada.writes(ANSWER)
    assert catalogue.question("ecology.knowledge").question["fr"] in ada.heard[-1].text
    assert sent_to(either, ada) > before


def test_a_refused_message_notes_the_block_and_is_not_sent_again(polling: Product, ada: Phone) -> None:
    ada.person.chat.refusal = "user is deactivated"
    ada.after(*ada.person.writes(ANSWER, later=20))
    polling.api.waits_for(
        lambda _: polling.stack.rows("SELECT 1 FROM chats WHERE digest = ? AND blocked_at IS NOT NULL", ada.digest), 5
    )
    before = sent_to(polling, ada)
    assert ada.said == [ANSWER]
    states = "SELECT DISTINCT state, trouble FROM outgoing WHERE chat = ? AND state <> 'sent'"
    assert polling.stack.rows(states, ada.digest) == [("failed", "blocked")]
    ada.person.chat.refusal = ""
    ada.writes("/why")
    assert sent_to(polling, ada) == before + 2


def test_an_update_that_cannot_be_read_stops_nothing_and_is_not_logged(polling: Product, ada: Phone) -> None:
    polling.api.updates.add("message", {"message_id": 1, "text": "Un mot que personne ne doit lire."})
    ada.writes("Je visite des musées en ligne avec mes deux enfants, surtout le dimanche après-midi.")
    assert len(ada.answers) == 1
    log = polling.stack.log.read_text()
    assert "telegram_update_malformed" in log
    assert "Un mot que personne" not in log
