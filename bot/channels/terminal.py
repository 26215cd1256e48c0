"""The consultation in a terminal, over the public contract: choices are numbers, anything else is text."""

import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit
from uuid import uuid4

import httpx

from bot.catalogue import Phrasebook, load
from bot.settings import Settings

WAIT_SECONDS = 60
KEYED = ("export", "receipt")  # links that need the conversation's token: followed here, not shown
Shown = Sequence[dict[str, Any]]


def talk(settings: Settings, *, lang: str | None = None) -> None:
    """Holds one conversation with the running service; the end of input ends it."""
    catalogue = load(settings.content)
    language = lang or catalogue.default_language
    if language not in catalogue.languages:
        sentence = catalogue.phrasebooks[catalogue.default_language]
        sys.exit(sentence.say("talk.unknown_language", languages=", ".join(catalogue.languages)))
    phrases = catalogue.phrasebooks[language]
    try:
        with httpx.Client(base_url=settings.public_url, timeout=30, trust_env=False) as http:
            _hold(Talk(http, language), phrases)
    except httpx.TransportError:
        sys.exit(phrases.say("talk.no_service", address=settings.public_url))


class Talk:
    """One conversation: what was last shown decides what a number means."""

    def __init__(self, http: httpx.Client, lang: str) -> None:
        self.http = http
        body = http.post("/api/v1/conversations", json={"lang": lang}).raise_for_status().json()
        self.path = f"/api/v1/conversations/{body['id']}"
        self.http.headers["Authorization"] = f"Bearer {body['token']}"
        self.latest: Shown = body["messages"]

    @property
    def choices(self) -> list[dict[str, str]]:
        """Every choice on screen, once, in the order shown."""
        return list({each["id"]: each for message in self.latest for each in message["choices"]}.values())

    def say(self, line: str) -> str | None:
        """Sends a line, or the choice of that number; what went wrong, or None."""
        number = int(line) if line.isascii() and line.isdigit() else 0
        chosen = self.choices[number - 1]["id"] if 1 <= number <= len(self.choices) else None
        said = {"choice": chosen} if chosen else {"text": line}
        seen = self.latest[-1]["seq"]
        response = self.http.post(f"{self.path}/messages", json={"id": str(uuid4()), "to": seen, **said})
        body = response.json()
        if response.is_error:
            return str(body["title"])
        self.latest = body["messages"] or self._awaited(body["accepted"])
        return None

    def _awaited(self, accepted: int) -> Shown:
        """The replies to a message that took longer: the engine may be starting."""
        for _ in range(WAIT_SECONDS):
            rows = (
                self.http.get(f"{self.path}/messages", params={"after": accepted}).raise_for_status().json()["messages"]
            )
            if rows:
                return list(rows)
            time.sleep(1)
        return self.latest

    def copies(self) -> Iterator[Path]:
        """The person's copies that were just offered, saved in a folder that only they can read."""
        offered = [link["href"] for message in self.latest for link in message["links"] if link["kind"] == "export"]
        folder = Path(tempfile.mkdtemp(prefix="consultation-")) if offered else Path()
        for href in offered:
            copy = folder / f"consultation.{parse_qs(urlsplit(href).query)['format'][0]}"
            copy.write_bytes(self.http.get(href).raise_for_status().content)
            yield copy

    def receipts(self) -> Iterator[str]:
        """The codes that what was just said gives a right to see, each shown once."""
        for message in self.latest:
            for link in message["links"]:
                if link["kind"] == "receipt":
                    yield str(self.http.post(link["href"]).raise_for_status().json()["receipt"])


def _hold(talk: Talk, phrases: Phrasebook) -> None:
    print(phrases.say("talk.how"))
    _show(talk, phrases)
    for line in sys.stdin:
        if not line.strip():
            continue
        refused = talk.say(line.rstrip("\n"))
        if refused:
            print(refused)
        else:
            _show(talk, phrases)


def _show(talk: Talk, phrases: Phrasebook) -> None:
    for message in talk.latest:
        progress = message["progress"]
        if message["kind"] == "question" and progress:
            print(f"\n[{progress['position']}/{progress['total']}]")
        print(f"\n{message['text']}")
        for link in message["links"]:
            if link["kind"] not in KEYED:
                address = talk.http.base_url.join(link["href"])
                print("  →", phrases.say("talk.link", label=link["label"], address=address))
    for path in talk.copies():
        print(phrases.say("talk.copy_saved", path=path.resolve()))
    for code in talk.receipts():
        print(phrases.say("talk.receipt", code=code))
    for number, choice in enumerate(talk.choices, start=1):
        print(f"  {number}. {choice['label']}")
    print("> ", end="", flush=True)
