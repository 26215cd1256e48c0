"""Names held for a transaction, so that two services do not do the same at once; SQLite's writer is already alone."""

from sqlalchemy import ColumnElement, Connection, func, select


def wait_for(connection: Connection, name: str) -> None:
    """Holds the name until the transaction ends, once no other transaction does."""
    if connection.dialect.name == "postgresql":
        connection.execute(select(func.pg_advisory_xact_lock(_key(name))))


def is_free(connection: Connection, name: str) -> bool:
    """Holds the name until the transaction ends, unless another transaction does; whether it is held now."""
    if connection.dialect.name != "postgresql":
        return True
    return bool(connection.scalar(select(func.pg_try_advisory_xact_lock(_key(name)))))


def _key(name: str) -> ColumnElement[int]:
    return func.hashtextextended(name, 0)
