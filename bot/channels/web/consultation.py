"""The consultation described: what a page or a program needs before a conversation begins."""

from datetime import datetime
from zoneinfo import ZoneInfo

from pydantic import BaseModel

from bot.catalogue import Catalogue, Theme, Webinar
from bot.conversations.transcript import Link
from bot.conversations.webinars import links_of, webinar_line


class DescribedQuestion(BaseModel):
    """A question as it is asked in this language."""

    id: str
    version: int
    text: str


class DescribedTheme(BaseModel):
    """A theme with its questions, in the order they are asked."""

    id: str
    title: str
    summary: str
    state: str
    resources: list[Link]
    questions: list[DescribedQuestion]


class DescribedWebinar(BaseModel):
    """`text` is the sentence people read; times carry their zone."""

    id: str
    title: str
    themes: list[str]
    starts: datetime
    ends: datetime
    state: str
    phase: str
    text: str
    links: list[Link]


class Described(BaseModel):
    """The body of `GET /api/v1/consultation`."""

    id: str
    title: str
    summary: str
    organiser: str
    contact: str
    page: str
    state: str
    opens: datetime
    closes: datetime | None
    now: datetime
    lang: str
    languages: list[str]
    notice: str
    themes: list[DescribedTheme]
    webinars: list[DescribedWebinar]


def described(catalogue: Catalogue, lang: str, now: datetime) -> Described:
    """The consultation in one language, at a time of its own clock."""
    about = catalogue.consultation
    return Described(
        id=about.id,
        title=about.title[lang],
        summary=about.summary[lang],
        organiser=about.organiser[lang],
        contact=about.contact,
        page=str(about.page),
        state=about.state(now),
        opens=about.opens,
        closes=about.closes,
        now=now.astimezone(ZoneInfo(about.timezone)),
        lang=lang,
        languages=list(catalogue.languages),
        notice=catalogue.fill(catalogue.notice.short, lang, now),
        themes=[_theme(each, lang) for each in catalogue.themes],
        webinars=[_webinar(catalogue, each, lang, now) for each in catalogue.webinars],
    )


def _theme(theme: Theme, lang: str) -> DescribedTheme:
    return DescribedTheme(
        id=theme.id,
        title=theme.title[lang],
        summary=theme.summary[lang],
        state=theme.state,
        resources=[Link(href=str(each.href), label=each.label[lang], kind="resource") for each in theme.resources],
        questions=[
            DescribedQuestion(id=each.id, version=each.version, text=each.question[lang]) for each in theme.questions
        ],
    )


def _webinar(catalogue: Catalogue, webinar: Webinar, lang: str, now: datetime) -> DescribedWebinar:
    return DescribedWebinar(
        id=webinar.id,
        title=webinar.title[lang],
        themes=list(webinar.themes),
        starts=webinar.starts,
        ends=webinar.ends,
        state=webinar.state,
        phase=webinar.phase(now),
        text=webinar_line(catalogue, webinar, lang=lang, now=now),
        links=[Link(**each) for each in links_of(catalogue, webinar, lang=lang, now=now)],
    )
