"""One person's chat with the bot, and what the database holds of it."""

import time
from dataclasses import dataclass

from tests.stack import Stack
from tests.telegram.messages import Button, Message
from tests.telegram.people import Person
from tests.telegram.wire import Wire

PATIENCE, READING = 60.0, 20
# What is still under way for a chat: turns, messages to be sent, and what it was not yet decided to send.
UNDER_WAY = """SELECT (SELECT count(*) FROM messages WHERE conversation_id = chats.conversation_id AND turn = 'pending')
    + (SELECT count(*) FROM outgoing WHERE chat = chats.digest AND state IN ('waiting', 'sending'))
    + (SELECT last_seq FROM conversations WHERE id = chats.conversation_id) - queued_seq
    FROM chats WHERE digest = ? AND blocked_at IS NULL"""


@dataclass
class Phone:
    """`heard` is what the bot has sent since the person's last act; `digest` finds the chat in the database."""

    person: Person
    stack: Stack
    digest: str
    seen: int = 0

    def after(self, *updates: Wire) -> list[Message]:
        """What the bot has sent since the last time, once all that these updates lead to was sent."""
        deadline = time.monotonic() + PATIENCE
        while not self._quiet(updates):
            assert time.monotonic() < deadline, f"still under way: {self.person.sees[-5:]}"
            time.sleep(0.05)
        self.heard = [each for each in self.person.sees if each.message_id > self.seen]
        self.seen = max([self.seen, *(each.message_id for each in self.heard)])
        return self.heard

    def _quiet(self, updates: tuple[Wire, ...]) -> bool:
        taken = all(self.stack.rows("SELECT 1 FROM updates WHERE id = ?", each["update_id"]) for each in updates)
        return taken and not any(count for (count,) in self.stack.rows(UNDER_WAY, self.digest))

    def writes(self, text: str) -> list[Message]:
        """As somebody who has read what was there: a test is quicker than a reader."""
        return self.after(*self.person.writes(text, later=READING))

    def taps(self, choice: str) -> list[Message]:
        """The latest button of that choice."""
        button = self.button(choice)
        return self.after(self.person.taps(button.message_id, button.data or ""))

    def button(self, choice: str) -> Button:
        found = [each for each in self.person.buttons if (each.data or "").partition("|")[2] == choice]
        assert found, f"no button {choice}: {self.person.sees[-5:]}"
        return found[-1]

    def edits(self, rank: int, text: str) -> list[Message]:
        """Changes the person's message of that rank."""
        return self.after(self.person.edits(self.person.said[rank].message_id, text))

    def sends(self, kind: str) -> list[Message]:
        return self.after(self.person.sends(kind))

    @property
    def words(self) -> str:
        """All that was heard last."""
        return "\n".join(each.text for each in self.heard)

    @property
    def code(self) -> str:
        """The receipt code that was just shown."""
        marked = [(each, entity) for each in self.heard for entity in each.content.get("entities", ())]
        [(message, entity)] = [each for each in marked if each[1]["type"] == "code"]
        return message.text[entity["offset"] : entity["offset"] + entity["length"]]

    @property
    def kinds(self) -> list[object]:
        """The kinds of what was heard last, one for each message of the conversation."""
        kinds = "SELECT DISTINCT seq, kind FROM messages JOIN outgoing USING (conversation_id, seq)"
        numbers = [each.message_id for each in self.heard]
        where = f"outgoing.chat = ? AND number >= {min(numbers)} AND number <= {max(numbers)}"
        return [kind for _, kind in self.stack.rows(f"{kinds} WHERE {where} ORDER BY seq", self.digest)]

    @property
    def conversation(self) -> str:
        """The id of the conversation that the chat is open on."""
        [(found,)] = self.stack.rows("SELECT conversation_id FROM chats WHERE digest = ?", self.digest)
        return str(found)

    @property
    def said(self) -> list[object]:
        """What the person wrote, as it is stored, in order."""
        texts = "SELECT text FROM messages WHERE conversation_id = ? AND channel = 'telegram' AND choice IS NULL"
        return [text for (text,) in self.stack.rows(f"{texts} ORDER BY seq", self.conversation)]

    @property
    def answers(self) -> dict[str, list[object]]:
        """The parts of each answer as it is now, in order."""
        parts = """SELECT answers.question, messages.text FROM answers
            JOIN answer_parts ON answer_id = answers.id AND until IS NULL
            JOIN messages ON messages.conversation_id = answer_parts.conversation_id AND messages.seq = answer_parts.seq
            WHERE answers.conversation_id = ? ORDER BY answers.id, answer_parts.at, answer_parts.seq"""
        found: dict[str, list[object]] = {}
        for question, text in self.stack.rows(parts, self.conversation):
            found.setdefault(str(question), []).append(text)
        return found
