"""How webinars are offered: a sentence with the date, and the links that make sense at that moment."""

from collections.abc import Iterable
from datetime import datetime

from bot.catalogue import Catalogue, Webinar
from bot.questionnaire import webinar_offer


def webinar_line(catalogue: Catalogue, webinar: Webinar, *, lang: str, now: datetime) -> str:
    """The webinar in one sentence: title, when, and what can be done now."""
    phrases = catalogue.phrasebooks[lang]
    offer = webinar_offer(webinar, now)
    return phrases.say(
        f"bot.webinar.{offer.status}",
        title=webinar.title[lang],
        moment=phrases.moment(webinar.starts, webinar.ends),
        contact=catalogue.consultation.contact,
    )


def links_of(catalogue: Catalogue, webinar: Webinar, *, lang: str, now: datetime) -> list[dict[str, str]]:
    """Links of one webinar, all through the service, which counts them."""
    say = catalogue.phrasebooks[lang].say
    here = f"/webinars/{webinar.id}"
    return [
        {
            "href": f"{here}.ics?lang={lang}" if kind == "calendar" else f"{here}/{kind}",
            "label": say(f"bot.webinar_link.{kind}", title=webinar.title[lang]),
            "kind": kind,
        }
        for kind in webinar_offer(webinar, now).kinds
    ]


def webinar_links(catalogue: Catalogue, theme: str | None, *, lang: str, now: datetime) -> list[dict[str, str]]:
    """Links of the webinars of a theme, or of those that belong to none."""
    return [
        link for webinar in catalogue.webinars_for(theme) for link in links_of(catalogue, webinar, lang=lang, now=now)
    ]


def webinar_text(catalogue: Catalogue, webinars: Iterable[Webinar], *, lang: str, now: datetime) -> str:
    """One webinar a line."""
    return "\n".join(webinar_line(catalogue, each, lang=lang, now=now) for each in webinars)
