"""Counts of the webinar links that were followed."""

from sqlalchemy.orm import Session

from bot.storage.models import WebinarClick


def count(session: Session, *, webinar: str, kind: str) -> None:
    row = session.get(WebinarClick, (webinar, kind), with_for_update=True)
    if row is None:
        session.add(WebinarClick(webinar=webinar, kind=kind, clicks=1))
    else:
        row.clicks += 1
