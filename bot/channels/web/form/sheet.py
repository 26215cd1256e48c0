"""What the page of a theme shows: each field with what stands in it, and what is wrong with it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from bot.catalogue import Catalogue, Theme
from bot.channels.web.form.body import questions_of
from bot.conversations.devices import Contribution
from bot.conversations.form_fields import Field
from bot.questionnaire import is_remark

Sent = Mapping[str, Field]


@dataclass(frozen=True)
class ShownField:
    """One field. `stored`: the words that are kept now; `seen`: their digest, or that of those its author has seen."""

    id: str
    question: str
    number: int | None
    label: str
    why: str | None
    text: str
    stored: str
    seen: str
    state: str
    erase: bool
    fault: str | None
    count: int

    @property
    def in_doubt(self) -> bool:
        return self.state == "provisional" and bool(self.stored)


@dataclass(frozen=True)
class Sheet:
    """Makes the fields of one theme, for one person."""

    catalogue: Catalogue
    theme: Theme
    lang: str
    digest: Callable[[str], str]

    def fields(
        self, mine: Contribution | None, sent: Sent | None = None, faults: Mapping[str, str] | None = None
    ) -> list[ShownField]:
        """`sent`: what came with a form that was not saved; nothing of it is lost."""
        asked = enumerate(questions_of(self.theme), start=1)
        return [self._field(number, each, mine, (sent or {}).get(each), faults or {}) for number, each in asked]

    def _field(
        self, number: int, question: str, mine: Contribution | None, sent: Field | None, faults: Mapping[str, str]
    ) -> ShownField:
        stored = mine.words.get(question, "") if mine else ""
        fault = faults.get(question)
        touched = sent is not None and self.digest(sent.text) != sent.seen
        text = sent.text if sent is not None and touched else stored
        told = fault == "changed_elsewhere" or not touched
        label, why = self._asked(question)
        return ShownField(
            id=f"answer-{number}",
            question=question,
            number=None if is_remark(question) else number,
            label=label,
            why=why,
            text=text,
            stored=stored,
            seen=self.digest(stored) if told or sent is None else sent.seen,
            state=mine.states.get(question, "") if mine else "",
            erase=sent is not None and sent.erase,
            fault=fault,
            count=len(text.strip()),
        )

    def _asked(self, question: str) -> tuple[str, str | None]:
        if is_remark(question):
            return self.catalogue.phrasebooks[self.lang].say("form.idea"), None
        found = self.catalogue.question(question)
        return found.question[self.lang], found.why[self.lang]

    def errors(self, fields: list[ShownField]) -> list[tuple[str, str]]:
        """For the summary: the field's address on the page, and the sentence."""
        return [(each.id, self.fault(each)) for each in fields if each.fault]

    def fault(self, field: ShownField) -> str:
        say = self.catalogue.phrasebooks[self.lang].say
        place = say("form.question", number=field.number) if field.number else say("form.idea_short")
        return say(f"form.fault.{field.fault}", place=place, count=field.count)
