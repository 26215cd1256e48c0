"""Telegram away or refusing the token: the website works, one sentence says so, and the bot connects by itself."""

import os
import signal
from pathlib import Path

import httpx
import pytest

from tests.ports import free_ports
from tests.stack import Stack, running
from tests.telegram.bot_api import BotApi
from tests.telegram.bot_api import running as api_running
from tests.telegram.journeys.product import SECRET, Product

ANSWER = "Je visite des musées en ligne avec mes deux enfants, surtout le dimanche après-midi."


def settings(port: int) -> dict[str, str]:
    return {
        "CONSULTATION_TELEGRAM_TOKEN": BotApi().token,
        "CONSULTATION_TELEGRAM_API": f"http://127.0.0.1:{port}",
        "CONSULTATION_SECRET_KEY": SECRET,
    }


@pytest.fixture
def port() -> int:
    [port] = free_ports(1)
    return port


def complaints(stack: Stack) -> list[str]:
    return [line for line in stack.log.read_text().splitlines() if "Telegram" in line and "The website goes on" in line]


def test_telegram_away_at_the_start_and_again_later(tmp_path: Path, port: int) -> None:
    with running(Stack(tmp_path, settings(port))) as stack:
        answer = httpx.post(f"{stack.url}/api/v1/conversations", json={"lang": "fr"})
        assert answer.status_code == 201
        assert len(complaints(stack)) == 1
        api = BotApi()
        with api_running(api, port=port):
            ada = Product(api, stack).citizen()
            ada.person.starts("ecology")
            ada.person.waits_for(lambda seen: len(seen) >= 3, 60)
            ada.after()
            engine = stack.process_of("engine")
            os.kill(engine, signal.SIGSTOP)
            written = ada.person.writes(ANSWER, later=20)
            api.waits_for(lambda _: ada.said == [ANSWER], 30)
        os.kill(engine, signal.SIGCONT)
        api.waits_for(lambda _: stack.rows("SELECT 1 FROM outgoing WHERE trouble = 'away'"), 30)
        with api_running(api, port=port):
            ada.after(*written)
            assert ada.kinds == ["ack", "receipt", "question"]
        assert BotApi().token.partition(":")[2] not in stack.log.read_text()


def test_a_refused_token_is_told_and_tried_again(tmp_path: Path, port: int) -> None:
    api = BotApi(token="123456:another-token-altogether")
    with api_running(api, port=port), running(Stack(tmp_path, settings(port))) as stack:
        assert httpx.get(stack.url).status_code == 200
        api.waits_for(lambda _: complaints(stack), 30)
        assert ["CONSULTATION_TELEGRAM_TOKEN" in each for each in complaints(stack)] == [True]
        api.token = BotApi().token
        api.waits_for(lambda api: any(each.method == "getUpdates" for each in api.calls), 90)
        assert BotApi().token.partition(":")[2] not in stack.log.read_text()
        assert len(complaints(stack)) == 1
