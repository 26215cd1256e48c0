"""The journeys of the load, without Locust: they get through a theme of the real product."""

import random

import httpx
import pytest

from benchmarks.moves import Journey, Move, Reply, journey
from tests.citizen import Citizen


@pytest.mark.parametrize("lang", ["fr", "en"])
async def test_a_journey_gets_every_reply_it_expects_and_ends(http: httpx.AsyncClient, lang: str) -> None:
    citizen = await Citizen.arrives(http, lang=lang)
    moves = journey(Reply(citizen.heard), lang, random.Random(1))
    move: Move | None = next(moves)
    while move is not None:
        await _makes(citizen, move)
        assert move.expects is None or move.expects in citizen.kinds
        move = _following(moves, citizen)
    assert citizen.prompt["kind"] == "menu"
    assert len(await citizen.answers()) >= 5


async def _makes(citizen: Citizen, move: Move) -> None:
    if "text" in move.said:
        await citizen.says(move.said["text"])
    else:
        await citizen.chooses(move.said["choice"])


def _following(moves: Journey, citizen: Citizen) -> Move | None:
    try:
        return moves.send(Reply(citizen.heard))
    except StopIteration:
        return None
