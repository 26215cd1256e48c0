"""One consultation as frozen values: what content/ says, checked."""

from datetime import datetime
from typing import Annotated, Literal

from babel import Locale, UnknownLocaleError
from pydantic import AfterValidator, BaseModel, ConfigDict, Field, PositiveInt

from bot.catalogue.fields import (
    FilledText,
    Id,
    LastMoment,
    Link,
    Moment,
    Phrases,
    ProfileId,
    QuestionId,
    Text,
    ThemeId,
)


def _language(code: str) -> str:
    try:
        Locale.parse(code)
    except (ValueError, UnknownLocaleError) as error:
        raise ValueError(f"not a language: {code}") from error
    return code


Languages = Annotated[tuple[Annotated[str, AfterValidator(_language)], ...], Field(min_length=1)]
State = Literal["upcoming", "open", "closed"]
Phase = Literal["before", "running", "after"]


class Content(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Identified(Content):
    id: Id


class Consultation(Identified):
    title: Text
    summary: Text
    why: Text
    organiser: Text
    contact: Annotated[str, Field(pattern=r"^[^@\s]+@[^@\s]+\.[^@\s]+$")]
    page: Link
    timezone: str
    languages: Languages
    opens: Moment
    closes: LastMoment | None
    demonstration: Moment
    themes: Annotated[tuple[ThemeId, ...], Field(min_length=1)]

    def state(self, now: datetime) -> State:
        if now < self.opens:
            return "upcoming"
        return "closed" if self.closes and now > self.closes else "open"


class Resource(Content):
    label: Text
    href: Link


class Question(Identified):
    id: QuestionId
    version: PositiveInt
    question: Text
    probe: Text
    why: Text


class Theme(Identified):
    id: ThemeId
    state: State
    title: Text
    summary: Text
    introduction: Text
    motivation: Text
    resources: tuple[Resource, ...]
    words: Phrases
    questions: Annotated[tuple[Question, ...], Field(min_length=1)]


class Webinar(Identified):
    title: Text
    summary: Text
    themes: tuple[ThemeId, ...]
    starts: Moment
    ends: Moment
    state: Literal["scheduled", "cancelled", "moved"]
    registration: Link | None
    join: Link | None
    replay: Link | None

    def phase(self, now: datetime) -> Phase:
        if now < self.starts:
            return "before"
        return "running" if now < self.ends else "after"


class Faq(Identified):
    asked: Phrases
    answer: FilledText
    leads_to: Literal["form"] | None = None


class Profile(Identified):
    id: ProfileId
    group: Literal["public", "capacity"]
    label: Text
    words: Phrases


class NoticeItem(Content):
    title: Text
    text: FilledText


class NoticeItems(Content):
    """What articles 13 and 14 of the RGPD ask to say; iterating gives (name, item) in this order."""

    controller: NoticeItem
    dpo: NoticeItem
    purpose: NoticeItem
    basis: NoticeItem
    data: NoticeItem
    recipients: NoticeItem
    retention: NoticeItem
    rights: NoticeItem
    complaint: NoticeItem
    transfers: NoticeItem
    automated: NoticeItem


class Notice(Content):
    short: FilledText
    form: FilledText
    telegram: FilledText
    items: NoticeItems
    retention_days: PositiveInt
    backup_days: PositiveInt
