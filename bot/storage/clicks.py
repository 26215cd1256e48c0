"""Counts of the webinar links that were followed."""

from collections.abc import Callable

from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from bot.storage.models import WebinarClick

Insert = sqlite.Insert | postgresql.Insert
INSERT: dict[str, Callable[[type[WebinarClick]], Insert]] = {"sqlite": sqlite.insert, "postgresql": postgresql.insert}


def count(session: Session, *, webinar: str, kind: str) -> None:
    """One click more, also where two services count the first at once."""
    insert = INSERT[session.get_bind().dialect.name](WebinarClick).values(webinar=webinar, kind=kind, clicks=1)
    one_more = {"clicks": WebinarClick.clicks + 1}
    session.execute(insert.on_conflict_do_update(index_elements=["webinar", "kind"], set_=one_more))
