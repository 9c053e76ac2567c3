import logging
import re
from collections import defaultdict

from django.core.management import CommandError
from django.db import migrations, models
from django.utils import timezone

from vietnam.emails import normalize_email

NORMAL = r"^[!-@\[-~]*$"
KEEP_EMPTY = """
create function no_second_store_of_addresses() returns trigger language plpgsql as $$
begin
    delete from account_emailaddress;
    return null;
end $$;
create trigger no_second_store_of_addresses after insert on account_emailaddress
    for each statement execute function no_second_store_of_addresses();
"""
KEEP_ROWS = """
drop trigger no_second_store_of_addresses on account_emailaddress;
drop function no_second_store_of_addresses();
"""
logger = logging.getLogger(__name__)


def normalize_people(apps, schema_editor):
    """Refused, with nothing changed, where the way to an account would be lost: an operator knows what to do, not we."""
    Person = apps.get_model("agencies", "Person")
    people = defaultdict(list)
    for pk, email in Person.objects.order_by("pk").values_list("pk", "email"):
        people[normalize_email(email)].append((pk, email))
    for normal, found in people.items():
        if len(found) > 1:
            raise CommandError(
                f"These people have the same address, written differently: {_named(found)}. Nothing was changed. Give"
                " each an address of its own on the administration pages of the version that runs now, or close one"
                " account and give it another address, then migrate again."
            )
        if not re.fullmatch(NORMAL, normal):
            raise CommandError(
                f"No mail server can be given this address: {_named(found)}. Nothing was changed. Correct it on the"
                " administration pages of the version that runs now, then migrate again."
            )
    for normal, [(pk, email)] in people.items():
        if normal != email:
            Person.objects.filter(pk=pk).update(email=normal)


def _named(found):
    return ", ".join(f"{email} (person {pk})" for pk, email in found)


def normalize_letters(apps, schema_editor):
    """Of two open invitations of one address to one seat the later holds, as when somebody is invited again. What went
    to an address that cannot exist was never delivered, and ends.
    """
    Invitation = apps.get_model("agencies", "Invitation")
    seen = set()
    for row in Invitation.objects.order_by("-sent_at", "-pk"):
        row.email = normalize_email(row.email)
        if row.ended_at is None and ((row.seat_id, row.email) in seen or not re.fullmatch(NORMAL, row.email)):
            row.ended_at = timezone.now()
            logger.warning("Invitation %s was ended: a later one to the same address, or no address.", row.pk)
        elif row.ended_at is None:
            seen.add((row.seat_id, row.email))
        row.save(update_fields=["email", "ended_at"])
    for row in apps.get_model("agencies", "EmailChange").objects.all():
        row.new_email = normalize_email(row.new_email)
        if row.ended_at is None and not re.fullmatch(NORMAL, row.new_email):
            row.ended_at = timezone.now()
        row.save(update_fields=["new_email", "ended_at"])
    for row in apps.get_model("agencies", "Agency").objects.exclude(email=""):
        if row.email != normalize_email(row.email):
            type(row).objects.filter(pk=row.pk).update(email=normalize_email(row.email))


def empty_second_store(apps, schema_editor):
    apps.get_model("account", "EmailConfirmation").objects.all().delete()
    apps.get_model("account", "EmailAddress").objects.all().delete()


class Migration(migrations.Migration):
    dependencies = [
        ("agencies", "0020_name_longer_languages"),
        ("account", "0009_emailaddress_unique_primary_email"),
    ]

    operations = [
        # Away before the rows change: an older invitation that gives way is ended by the step itself.
        migrations.RemoveConstraint(model_name="invitation", name="one_open_invitation_to_a_seat"),
        migrations.RemoveConstraint(model_name="person", name="person_email_unique"),
        migrations.RunPython(normalize_people, migrations.RunPython.noop),
        migrations.RunPython(normalize_letters, migrations.RunPython.noop),
        migrations.RunPython(empty_second_store, migrations.RunPython.noop),
        migrations.RunSQL("SET CONSTRAINTS ALL IMMEDIATE", migrations.RunSQL.noop),
        migrations.AddConstraint(
            model_name="person",
            constraint=models.UniqueConstraint(
                fields=("email",),
                name="person_email_unique",
                violation_error_message="This e-mail is already used.",
            ),
        ),
        migrations.AddConstraint(
            model_name="person",
            constraint=models.CheckConstraint(
                condition=models.Q(("email__regex", NORMAL)),
                name="person_email_normal",
            ),
        ),
        migrations.AddConstraint(
            model_name="invitation",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ended_at__isnull", True)),
                fields=("seat", "email"),
                name="one_open_invitation_to_a_seat",
            ),
        ),
        migrations.AddConstraint(
            model_name="invitation",
            constraint=models.CheckConstraint(
                condition=models.Q(("ended_at__isnull", False), ("email__regex", NORMAL), _connector="OR"),
                name="invitation_email_normal",
            ),
        ),
        migrations.AddConstraint(
            model_name="emailchange",
            constraint=models.CheckConstraint(
                condition=models.Q(("ended_at__isnull", False), ("new_email__regex", NORMAL), _connector="OR"),
                name="email_change_normal",
            ),
        ),
        # Person.email is the only truth about addresses (docs/decisions/0028-one-address.md). What allauth might write
        # into its own table is gone at once, and no page fails by it.
        migrations.RunSQL(KEEP_EMPTY, KEEP_ROWS),
    ]
