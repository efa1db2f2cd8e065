"""The database itself refuses to change or remove an event; only payload and salt may become null.

It stops faults in code and hasty hands. Who owns the database can drop it: ``verify`` finds what is done then.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django.db.backends.base.base import BaseDatabaseWrapper

_FOREVER = (
    "id",
    "kind",
    "thing",
    "number",
    "version",
    "organisation",
    "person",
    "instead_of",
    "token",
    "action",
    "as_of",
    "recorded_at",
    "payload_digest",
    "previous",
    "digest",
)
_SQLITE = (
    """
    CREATE TRIGGER events_never_change BEFORE UPDATE ON events_event
    WHEN NOT (NEW.payload IS NULL AND NEW.salt IS NULL AND {same})
    BEGIN SELECT RAISE(ABORT, 'an event is never changed'); END
    """.format(same=" AND ".join(f"NEW.{column} IS OLD.{column}" for column in _FOREVER)),
    """
    CREATE TRIGGER events_never_go BEFORE DELETE ON events_event
    BEGIN SELECT RAISE(ABORT, 'an event is never removed'); END
    """,
)
_POSTGRESQL = (
    """
    CREATE FUNCTION events_stay() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN RAISE EXCEPTION 'an event is never changed or removed'; END $$
    """,
    """
    CREATE TRIGGER events_never_change BEFORE UPDATE ON events_event FOR EACH ROW
    WHEN (NOT (NEW.payload IS NULL AND NEW.salt IS NULL AND ({new}) IS NOT DISTINCT FROM ({old})))
    EXECUTE FUNCTION events_stay()
    """.format(
        new=", ".join(f"NEW.{column}" for column in _FOREVER), old=", ".join(f"OLD.{column}" for column in _FOREVER)
    ),
    """
    CREATE TRIGGER events_never_go BEFORE DELETE ON events_event FOR EACH ROW EXECUTE FUNCTION events_stay()
    """,
)
_GUARD = {"sqlite": _SQLITE, "postgresql": _POSTGRESQL}
_UNGUARD = {
    "sqlite": ("DROP TRIGGER IF EXISTS events_never_change", "DROP TRIGGER IF EXISTS events_never_go"),
    "postgresql": (
        "DROP TRIGGER IF EXISTS events_never_change ON events_event",
        "DROP TRIGGER IF EXISTS events_never_go ON events_event",
        "DROP FUNCTION IF EXISTS events_stay()",
    ),
}


def guard(connection: BaseDatabaseWrapper) -> None:
    _execute(connection, _GUARD)


def unguard(connection: BaseDatabaseWrapper) -> None:
    """Take the guard away, as a migration that rebuilds the table must, and as anyone can who owns the database."""
    _execute(connection, _UNGUARD)


def _execute(connection: BaseDatabaseWrapper, statements: dict[str, tuple[str, ...]]) -> None:
    with connection.cursor() as cursor:
        for statement in statements[connection.vendor]:
            cursor.execute(statement)
