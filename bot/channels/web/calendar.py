"""Webinars as a calendar file (RFC 5545)."""

from collections.abc import Iterable
from datetime import UTC, datetime
from urllib.parse import urlsplit

from icalendar import Calendar, Event

from bot.catalogue import Catalogue, Webinar

# A calendar takes a change only under a higher number; what is both moved and cancelled is cancelled last.
SEQUENCES = {"scheduled": 0, "moved": 1, "cancelled": 2}


def calendar_file(catalogue: Catalogue, webinars: Iterable[Webinar], *, lang: str, address: str, at: datetime) -> bytes:
    """The file; `address` is the service's, `at` the real time the file is made."""
    calendar = Calendar()
    calendar.add("prodid", f"-//{catalogue.consultation.id}//{lang}")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    for each in webinars:
        calendar.add_component(_event(catalogue, each, lang=lang, address=address, at=at))
    return bytes(calendar.to_ical())


def _event(catalogue: Catalogue, webinar: Webinar, *, lang: str, address: str, at: datetime) -> Event:
    consultation = catalogue.consultation
    event = Event()
    # Made of content alone: the same event whatever address serves it, so that a calendar updates and never doubles it.
    event.add("uid", f"{webinar.id}.{consultation.id}@{urlsplit(consultation.page).hostname}")
    event.add("dtstamp", at)
    event.add("dtstart", webinar.starts.astimezone(UTC))
    event.add("dtend", webinar.ends.astimezone(UTC))
    event.add("sequence", SEQUENCES[webinar.state])
    event.add("status", "CANCELLED" if webinar.state == "cancelled" else "CONFIRMED")
    event.add("summary", f"{webinar.title[lang]} ({consultation.title[lang]})")
    event.add("description", f"{webinar.summary[lang]}\n\n{consultation.page}\n{consultation.contact}")
    if link := _link_kind(webinar):
        event.add("url", f"{address}/webinars/{webinar.id}/{link}")
    return event


def _link_kind(webinar: Webinar) -> str | None:
    """The link worth having in a calendar, among those the content gives."""
    if webinar.state == "cancelled":
        return None
    return "join" if webinar.join else "registration" if webinar.registration else None
