"""Two services on one PostgreSQL, and one engine that calls its actions at the second."""

import re
from collections.abc import AsyncIterator, Iterator
from contextlib import ExitStack, asynccontextmanager, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

import httpx

from tests import databases
from tests.citizen import Citizen
from tests.ports import free_ports
from tests.stack import Stack, running

SERVICE = ("-m", "bot.cli", "serve", "--only", "service")
ENGINE = ("-m", "bot.cli", "serve", "--only", "engine")
GATED = ("-m", "tests.conversations.slow_service")


@dataclass(frozen=True)
class Two:
    """The services; while there is no file `gate`, no action goes on."""

    first: Stack
    second: Stack
    gate: Path

    def turns(self) -> float:
        """How many turns both have sent to the engine, by their own count."""
        pages = [httpx.get(f"{each.private_url}/metrics", timeout=30).text for each in (self.first, self.second)]
        return sum(float(each) for page in pages for each in re.findall(r"turns_total\{.*\} (\S+)", page))

    @contextmanager
    def shut(self) -> Iterator[Path]:
        """While the block lasts no action goes on; the file that is there once one has been reached."""
        reached = self.gate.with_suffix(".reached")
        reached.unlink(missing_ok=True)
        self.gate.unlink()
        try:
            yield reached
        finally:
            self.gate.touch()

    @asynccontextmanager
    async def somebody(self, *services: Stack) -> AsyncIterator[list[Citizen]]:
        """One person in the theme of ecology, as each of the services sees them: these two, unless others are named."""
        async with httpx.AsyncClient(base_url=self.second.url, timeout=60) as http:
            citizen = await Citizen.arrives(http, lang="fr", theme="ecology")
        clients = [httpx.AsyncClient(base_url=each.url, timeout=60) for each in services or (self.first, self.second)]
        opened = {"id": citizen.id, "token": citizen.token, "messages": []}
        try:
            yield [Citizen(each, opened) for each in clients]
        finally:
            for each in clients:
                await each.aclose()


@contextmanager
def two_services(folder: Path) -> Iterator[Two]:
    gate = folder / "gate"
    gate.touch()
    settings = {"CONSULTATION_DATABASE_URL": databases.url_in(folder, "postgresql"), "TEST_GATE": str(gate)}
    second = Stack(folder, settings, command=GATED)
    first = beside(second, SERVICE)
    engine = replace(second, command=ENGINE)
    engine.start()
    with ExitStack() as opened:
        opened.callback(engine.stop)
        opened.enter_context(running(second))
        opened.enter_context(running(first))
        yield Two(first, second, gate)


def beside(stack: Stack, command: tuple[str, ...]) -> Stack:
    """Another service on the same database, with the same secrets and engine."""
    port, actions_port = free_ports(2)
    return replace(stack, command=command, port=port, actions_port=actions_port)
