"""Service firms become a kind of agencies of their own, and seats of firms have the one role that firms have.

A seat of a firm with another role read what officials read; the narrower role leaves its holder the firm's tasks.
"""

import logging

from django.db import migrations

logger = logging.getLogger(__name__)
FIRMS = ("firm", "service_firm")


def name_service_firms(apps, schema_editor):
    firms = apps.get_model("recruitment", "ServiceFirm").objects.values("agency")
    apps.get_model("agencies", "Agency").objects.filter(pk__in=firms).update(kind="service_firm")


def give_firms_their_role(apps, schema_editor):
    seats = apps.get_model("agencies", "Seat").objects.filter(agency__kind__in=FIRMS)
    for seat in seats.exclude(role="employer").order_by("pk"):
        logger.warning("Seat %s of a firm had the role “%s”; it is a firm's own from now on.", seat.pk, seat.role)
        seat.role = "employer"
        seat.save(update_fields=["role"])


class Migration(migrations.Migration):
    dependencies = [
        ("agencies", "0024_keep_what_was_not_read"),
        ("recruitment", "0017_keep_addresses_in_one_form"),
    ]

    operations = [
        migrations.RunPython(name_service_firms, migrations.RunPython.noop),
        migrations.RunPython(give_firms_their_role, migrations.RunPython.noop),
    ]
