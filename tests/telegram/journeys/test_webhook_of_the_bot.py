"""Where Telegram posts updates: only Telegram may, and what can't be read does not come for ever."""

import httpx
import pytest

from tests.telegram.journeys.product import Product

SECRET = "X-Telegram-Bot-Api-Secret-Token"
CHAT = {"id": 77, "type": "private"}


@pytest.fixture
def secret(products: dict[str, Product]) -> str:
    webhook = products["webhook"].api.webhook
    assert webhook is not None
    assert (webhook.url, webhook.connections) == ("https://consultation.example.org/telegram", 1)
    return webhook.secret


@pytest.mark.parametrize("given", [None, "", "wrong", "é"])
def test_whoever_does_not_know_the_secret_is_refused(products: dict[str, Product], secret: str, given: str) -> None:
    headers = {SECRET: given.encode()} if given is not None else {}
    said = {"message_id": 1, "date": 1, "chat": CHAT, "from": CHAT, "text": "Bonjour de personne"}
    stack = products["webhook"].stack
    update = {"update_id": 5, "message": said}
    assert httpx.post(f"{stack.url}/telegram", json=update, headers=headers).status_code == 403
    assert not stack.rows("SELECT 1 FROM updates WHERE id = 5")


@pytest.mark.parametrize(
    "body",
    [
        b"{",
        b"[]",
        b"null",
        b'{"update_id": 6, "message": {"message_id": 1}}',
        b'{"update_id": 7, "message": "Bonjour"}',
        b'{"update_id": 8}',
        b'{"update_id": 9, "poll_answer": {"poll_id": "1", "option_ids": []}}',
    ],
)
def test_what_can_not_be_read_is_acknowledged(products: dict[str, Product], secret: str, body: bytes) -> None:
    answer = httpx.post(f"{products['webhook'].stack.url}/telegram", content=body, headers={SECRET: secret})
    assert answer.status_code == 200


def test_a_polling_product_has_no_webhook(polling: Product) -> None:
    assert httpx.post(f"{polling.stack.url}/telegram", json={"update_id": 1}).status_code in (404, 405)
