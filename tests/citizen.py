"""A citizen, as the public contract sees one: says, chooses, and is answered."""

from typing import Any
from uuid import uuid4

import httpx

PATIENCE = 6  # further waits of five seconds
OPENING_KINDS = ("question", "probe", "menu", "confirm", "profile")


class Citizen:
    """Holds one conversation; `heard` is the last batch of messages from the bot."""

    def __init__(self, http: httpx.AsyncClient, started: dict[str, Any]) -> None:
        self.http, self.id, self.token = http, started["id"], started["token"]
        self.heard: list[dict[str, Any]] = started["messages"]

    @classmethod
    async def arrives(cls, http: httpx.AsyncClient, **body: str) -> "Citizen":
        response = await http.post("/api/v1/conversations", json=body)
        assert response.status_code == 201, response.text
        return cls(http, response.json())

    @classmethod
    async def resumes(cls, http: httpx.AsyncClient, receipt: str) -> "Citizen":
        """The same person on another device, by receipt: `heard` is the whole conversation so far."""
        response = await http.post("/api/v1/resume", json={"receipt": receipt})
        assert response.status_code == 200, response.text
        return cls(http, response.json())

    @property
    def path(self) -> str:
        return f"/api/v1/conversations/{self.id}"

    @property
    def headers(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.token}"}

    async def says(self, text: str, **more: Any) -> list[dict[str, Any]]:
        return await self._accepted({"text": text, **more})

    async def chooses(self, choice: str, **more: Any) -> list[dict[str, Any]]:
        return await self._accepted({"choice": choice, **more})

    async def posts(self, body: object) -> httpx.Response:
        """Sends a body as it is: for what should be refused."""
        return await self.http.post(f"{self.path}/messages", json=body, headers=self.headers)

    async def _accepted(self, body: dict[str, Any]) -> list[dict[str, Any]]:
        """On a busy machine the replies may take longer than the service waits: sent again, a message happens once."""
        sent = {"id": str(uuid4()), **body}
        response = await self.posts(sent)
        for _ in range(PATIENCE):
            if response.status_code != 202:
                break
            response = await self.posts(sent)
        assert response.status_code == 200, response.text
        self.heard = response.json()["messages"]
        return self.heard

    async def messages(self, after: int = 0) -> list[dict[str, Any]]:
        response = await self.http.get(f"{self.path}/messages", params={"after": after}, headers=self.headers)
        return list(response.json()["messages"])

    async def answers(self) -> dict[str, dict[str, Any]]:
        response = await self.http.get(f"{self.path}/answers", headers=self.headers)
        return {each["question"]: each for each in response.json()}

    async def receipt(self) -> str:
        """A receipt code, as the link of a receipt message gives it."""
        response = await self.http.post(f"{self.path}/receipt", headers=self.headers)
        return str(response.json()["receipt"])

    @property
    def kinds(self) -> list[str]:
        return [each["kind"] for each in self.heard]

    @property
    def prompt(self) -> dict[str, Any]:
        """What is open: the last message, and the only one of the batch that opens anything."""
        assert sum(kind in OPENING_KINDS for kind in self.kinds) == 1, self.kinds
        assert self.heard[-1]["kind"] in OPENING_KINDS, self.kinds
        return self.heard[-1]

    def is_asked(self, question: str) -> None:
        assert self.prompt["asked"] == question

    def is_offered(self, choice: str) -> None:
        assert choice in self.choices

    def is_probed(self, question: str) -> None:
        assert (self.prompt["kind"], self.prompt["asked"]) == ("probe", question)

    @property
    def choices(self) -> dict[str, str]:
        """Everything that can be tapped in the last batch: choice id to label."""
        return {each["id"]: each["label"] for message in self.heard for each in message["choices"]}

    def told(self, kind: str) -> str:
        """What the one message of this kind says."""
        found = [each["text"] for each in self.heard if each["kind"] == kind]
        assert len(found) == 1, self.kinds
        return str(found[0])
