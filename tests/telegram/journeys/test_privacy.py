"""Nothing of the person is kept but the chat's number, encrypted, for as long as there is a conversation."""

import time
from pathlib import Path

from cryptography.fernet import Fernet

from bot.channels.telegram.addresses import Addresses, made_from
from bot.conversations.keys import Keys
from tests.conversations.on_disk import found_in_files, found_in_tables
from tests.telegram.journeys.phone import Phone
from tests.telegram.journeys.product import SECRET, Product, product
from tests.telegram.journeys.test_taps import erase

ANSWER = "Je visite des musées en ligne avec mes deux enfants, surtout le dimanche après-midi."
NAMES = {"first_name": "Zéphyrine", "last_name": "Quatremère", "username": "zephyrine_q", "id": 9_123_456_789}


def test_nothing_of_the_person_is_in_the_database_or_the_log(either: Product) -> None:
    zephyrine = either.citizen(**NAMES)
    zephyrine.after(zephyrine.person.starts("ecology"))
    zephyrine.writes(ANSWER)
    for kind in ("contact", "location", "photo", "voice"):
        zephyrine.sends(kind)
    zephyrine.edits(1, f"{ANSWER} Et le samedi.")
    zephyrine.taps("skip")
    traces = [*map(str, NAMES.values()), "+33639980000", "48.8625", "AgACAgQ"]
    assert found_in_tables(either.stack, traces) == set()
    assert found_in_files(either.stack, traces) == set()
    assert found_in_files(either.stack, [ANSWER[:40]]) <= {
        ("consultation.sqlite3", ANSWER[:40]), ("consultation.sqlite3-wal", ANSWER[:40])
    }  # fmt: skip


def test_the_token_is_in_no_log(either: Product) -> None:
    secret = either.api.token.partition(":")[2]
    assert secret not in either.stack.log.read_text()
    assert found_in_tables(either.stack, [secret]) == set()


def test_the_chat_is_forgotten_with_its_conversation(polling: Product, ada: Phone) -> None:
    ada.writes(ANSWER)
    [(sealed,)] = polling.stack.rows("SELECT sealed FROM chats WHERE digest = ?", ada.digest)
    erase(polling, ada)
    assert found_in_tables(polling.stack, [ada.digest, str(sealed), ANSWER[:40]]) - _elsewhere(polling, ada) == set()
    assert polling.stack.rows("SELECT 1 FROM outgoing WHERE chat = ?", ada.digest) == []


def _elsewhere(polling: Product, ada: Phone) -> set[tuple[str, str]]:
    """Other citizens of these tests write the same."""
    return {("messages", ANSWER[:40])}


def test_a_new_key_takes_over_and_the_chat_is_still_reached(tmp_path: Path) -> None:
    old, new = Fernet.generate_key().decode(), Fernet.generate_key().decode()
    with product(tmp_path, "polling", CONSULTATION_CHAT_KEYS=old) as started:
        ada = started.citizen()
        ada.after(ada.person.starts("ecology"))
        [(before,)] = started.stack.rows("SELECT sealed FROM chats")
        started.stack.stop()
        started.stack.settings["CONSULTATION_CHAT_KEYS"] = f"{new},{old}"
        started.stack.start()
        started.stack.wait_until("/readyz")
        started.api.waits_for(lambda _: started.stack.rows("SELECT sealed FROM chats") != [(before,)])
        ada.writes("/why")
        assert ada.kinds == ["info", "question"]
        [(sealed,)] = started.stack.rows("SELECT sealed FROM chats")
        assert Fernet(new).decrypt(str(sealed)) == str(ada.person.id).encode()


def test_the_first_key_that_is_set_takes_over_from_the_one_made_of_the_secret() -> None:
    made = made_from(SECRET)
    sealed = Addresses(Keys(SECRET), [made]).of(42).sealed
    anew = Addresses(Keys(SECRET), [Fernet.generate_key().decode(), made]).anew(sealed)
    assert anew not in (None, sealed)


def test_a_chat_whose_key_was_lost_is_reached_again_once_it_writes(polling: Product, ada: Phone) -> None:
    lost = Fernet(Fernet.generate_key()).encrypt(str(ada.person.id).encode()).decode()
    polling.stack.change("UPDATE chats SET sealed = ? WHERE digest = ?", lost, ada.digest)
    ada.writes("/why")
    assert ada.kinds == ["info", "question"]
    time.sleep(0)
