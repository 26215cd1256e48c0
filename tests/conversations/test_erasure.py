"""What is erased is on the disk no more: no table, no index, no write-ahead log, no log, in any encoding."""

import asyncio
import os
import signal
import time
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import httpx
import pytest

from tests import databases
from tests.citizen import Citizen
from tests.conversations.on_disk import found_in_files, found_in_tables
from tests.stack import Stack

TEXT = "Nous proposons des visites virtuelles de nos réserves chaque dimanche, {}."
WITHIN_SECONDS = 30


@dataclass
class Secretive:
    """Somebody with a word of their own in everything they say, and the codes they were given."""

    citizen: Citizen
    words: list[str] = field(default_factory=list)

    def word(self) -> str:
        self.words.append(f"mot{uuid4().hex[:14]}")
        return self.words[-1]

    async def says(self, text: str = TEXT) -> None:
        await self.citizen.says(text.format(self.word()))

    async def gets_a_code(self) -> str:
        response = await self.citizen.http.post(f"{self.citizen.path}/receipt", headers=self.citizen.headers)
        code = str(response.json()["receipt"])
        self.words += [code, code.replace("-", ""), code.lower()]
        return code


async def tells_everything(secretive: Secretive) -> None:
    """An answer, a detail, a correction, a remark, an unsure text, an idea, a recap of it all, and a receipt."""
    citizen = secretive.citizen
    await citizen.chooses("theme:ecology")
    await secretive.says("Des concerts filmés, {}")
    assert citizen.prompt["kind"] == "probe"
    await secretive.says()
    await secretive.says()
    await citizen.chooses("correct:ecology.knowledge")
    await secretive.says()
    await citizen.chooses("add:ecology.knowledge")
    await secretive.says()
    await citizen.chooses("recap")
    await citizen.chooses("themes")
    await secretive.says()
    await citizen.chooses("theme:metaverse")
    await secretive.says("je veux parler des archives {}")
    await citizen.chooses("recap")
    await secretive.gets_a_code()


@pytest.fixture
async def secretive(http: httpx.AsyncClient, stack: Stack) -> Secretive:
    """Two conversations of one person, joined by a typed receipt; everything said is in the database."""
    begun = Secretive(await Citizen.arrives(http, lang="fr"))
    await tells_everything(begun)
    here = Secretive(await Citizen.arrives(http, lang="fr"), begun.words)
    await tells_everything(here)
    code = await begun.gets_a_code()
    await here.citizen.says(code)
    assert set(await here.citizen.answers()) >= {"ecology.uses", "ecology.knowledge"}
    said = {word for word in here.words if word.startswith("mot")}
    assert {word for _, word in found_in_tables(stack, here.words)} == said
    return here


async def leaves_the_disk(stack: Stack, words: list[str]) -> None:
    deadline = time.monotonic() + WITHIN_SECONDS
    while (found := found_in_files(stack, words)) and time.monotonic() < deadline:
        await asyncio.sleep(0.5)
    assert found == set()
    assert found_in_tables(stack, words) == set()


def in_a_while(time: timedelta) -> str:
    """That much from now, as the database writes a time."""
    return (datetime.now(UTC) + time).strftime("%Y-%m-%d %H:%M:%S.%f")


async def restart_the_service(stack: Stack) -> None:
    os.kill(stack.process_of("service"), signal.SIGKILL)
    await asyncio.sleep(1)
    await asyncio.to_thread(stack.wait_until, "/readyz")


async def test_the_search_finds_what_is_there(citizen: Citizen, stack: Stack) -> None:
    """Without this, the tests below could pass by looking in the wrong place."""
    someone = Secretive(citizen)
    await citizen.chooses("theme:ecology")
    await someone.says()
    in_the_database = set(someone.words) if databases.KIND == "sqlite" else set()
    assert {word for _, word in found_in_files(stack, someone.words)} == in_the_database
    assert found_in_tables(stack, someone.words) == {("messages", someone.words[0])}
    (stack.folder / "note").write_text(someone.words[0], "utf-16")
    assert ("note", someone.words[0]) in found_in_files(stack, someone.words)
    (stack.folder / "note").unlink()


async def test_deleting_leaves_nothing_on_the_disk(secretive: Secretive, http: httpx.AsyncClient, stack: Stack) -> None:
    citizen = secretive.citizen
    assert (await http.delete(citizen.path, headers=citizen.headers)).status_code == 204
    assert found_in_tables(stack, secretive.words) == set()
    await leaves_the_disk(stack, secretive.words)


async def test_a_withdrawal_leaves_nothing_on_the_disk_once_it_is_due(
    secretive: Secretive, http: httpx.AsyncClient, stack: Stack
) -> None:
    citizen = secretive.citizen
    await citizen.chooses("withdraw")
    await citizen.chooses("yes")
    due = "SELECT erase_at > ? FROM conversations WHERE id = ?"
    assert stack.rows(due, in_a_while(timedelta(hours=23)), citizen.id) == [(1,)]
    stack.change("UPDATE conversations SET erase_at = ? WHERE id = ?", in_a_while(-timedelta(minutes=1)), citizen.id)
    await restart_the_service(stack)
    await leaves_the_disk(stack, secretive.words)
    gone = await http.get(f"{citizen.path}/messages", headers=citizen.headers)
    assert (gone.status_code, gone.json()["code"]) == (404, "unknown_conversation")


async def test_a_withdrawal_taken_back_is_not_erased(citizen: Citizen, stack: Stack) -> None:
    someone = Secretive(citizen)
    await citizen.chooses("theme:ecology")
    await someone.says()
    for _ in range(2):
        await citizen.chooses("withdraw")
        await citizen.chooses("yes")
        await citizen.chooses("yes")
    await restart_the_service(stack)
    assert (await citizen.answers())["ecology.uses"]["state"] == "given"


async def test_one_answer_erased_leaves_with_every_version_detail_and_quotation(citizen: Citizen, stack: Stack) -> None:
    someone = Secretive(citizen)
    await citizen.chooses("theme:ecology")
    await someone.says("Des concerts filmés, {}")
    await someone.says()
    await citizen.chooses("correct:ecology.uses")
    await someone.says()
    await citizen.chooses("recap")
    await citizen.chooses("erase:ecology.uses")
    await citizen.chooses("yes")
    assert found_in_tables(stack, someone.words) == set()
    await restart_the_service(stack)
    await leaves_the_disk(stack, someone.words)


async def test_after_retention_nothing_is_left(secretive: Secretive, stack: Stack) -> None:
    long_ago = in_a_while(-timedelta(days=30 * 365))
    stack.change("UPDATE conversations SET last_at = ? WHERE id = ?", long_ago, secretive.citizen.id)
    await restart_the_service(stack)
    await leaves_the_disk(stack, secretive.words)
