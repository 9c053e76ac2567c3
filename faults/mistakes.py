"""Safeguards taken away in the database, so that the controls do not depend on how the portal's
code is written.
"""

from contextlib import contextmanager

from django.db import connection, transaction

from faults.data import unique_constraints

TRIGGER = """
CREATE OR REPLACE FUNCTION faults_mistake() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {body}
    END $$;
CREATE TRIGGER faults_mistake BEFORE UPDATE ON agencies_outboxmessage FOR EACH ROW
    EXECUTE FUNCTION faults_mistake();
"""
NEVER_MARKED = "IF NEW.status = 'sent' THEN RETURN OLD; END IF; RETURN NEW;"
NO_LEASE = "NEW.lease_until := NULL; RETURN NEW;"
LEASES_BELIEVED = """
IF OLD.lease_until > clock_timestamp() AND NEW.lease_until IS DISTINCT FROM OLD.lease_until
    AND NEW.status = 'queued'
THEN RETURN NULL; END IF; RETURN NEW;
"""
FORGET = "UPDATE agencies_reminder SET stage = 'x' || id WHERE stage NOT LIKE 'x%'"


def execute(*statements: str) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


@contextmanager
def mistake(body: str):
    execute(TRIGGER.format(body=body))
    try:
        yield
    finally:
        execute("DROP TRIGGER faults_mistake ON agencies_outboxmessage")


def forget_ledger() -> None:
    """The ledger no longer knows what was decided."""
    execute(FORGET)


@contextmanager
def ledger_without_key():
    names = unique_constraints()
    execute(*(f"ALTER TABLE agencies_reminder DROP CONSTRAINT {name}" for name in names))
    try:
        yield
    finally:
        with transaction.atomic():
            execute("TRUNCATE agencies_outboxmessage, agencies_reminder CASCADE")
